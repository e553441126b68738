namespace Auth.Frob.Desktop.Machines;

/// <summary>What this machine offers a sign-in: display, browser, terminal, or none of them.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DesktopMachine
{
    /// <summary>Whether a graphical session is there.</summary>
    public bool HasDisplay { get; init; }

    /// <summary>Whether the person sits at another machine, by SSH.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Whether the program runs in a container.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Whether this is Linux under Windows.</summary>
    public bool IsWsl { get; init; }

    /// <summary>Whether somebody can type: standard input is open and not at its end by nature.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>The programs that may open a page, in the order in which they are tried.</summary>
    /// <value>Empty: there is none.</value>
    public ImmutableArray<string> Openers { get; init; } = [];

    /// <summary>Looks at this machine.</summary>
    /// <returns>What it offers now.</returns>
    public static DesktopMachine Detect() => throw new NotImplementedException();
}
