namespace Auth.Frob.Desktop.Machines;

/// <summary>What this machine offers a sign-in: display, browser, terminal, or none of them.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DesktopMachine
{
    /// <summary>Whether a graphical session is there.</summary>
    /// <value>On Linux by <c>DISPLAY</c> or <c>WAYLAND_DISPLAY</c>; under Windows and macOS unless the session is remote.</value>
    public bool HasDisplay { get; init; }

    /// <summary>Whether the person sits at another machine, by SSH.</summary>
    public bool IsRemote { get; init; }

    /// <summary>Whether the program runs in a container.</summary>
    public bool IsContainer { get; init; }

    /// <summary>Whether this is Linux under Windows.</summary>
    public bool IsWsl { get; init; }

    /// <summary>Whether somebody can type: standard input is open and not at its end by nature.</summary>
    /// <value>
    /// False for the null device (seen on Linux alone) and a closed input; true for a terminal, and for a pipe or file, which may hold lines.
    /// </value>
    public bool CanAsk { get; init; }

    /// <summary>Whether standard error is a terminal.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>The commands that may open a page, in the order in which they are tried.</summary>
    /// <value>
    /// A program's name or absolute path, and its arguments, with blanks between; <c>%s</c> as an argument of its own
    /// stands for the address, which is the last argument otherwise. <c>ShellExecute</c> is Windows' own. Empty: there is none.
    /// </value>
    public ImmutableArray<string> Openers { get; init; } = [];

    /// <summary>Looks at this machine.</summary>
    /// <returns>What it offers now.</returns>
    /// <remarks>Starts nothing and connects to nothing.</remarks>
    public static DesktopMachine Detect() => Detect(new ThisMachine());

    /// <summary>Says in one line what was found.</summary>
    /// <returns>Such as <c>display, terminal, can ask; opens pages with xdg-open</c>.</returns>
    public string Describe()
    {
        string?[] parts =
        [
            HasDisplay ? "display" : "no display", IsRemote ? "SSH" : null, IsContainer ? "container" : null, IsWsl ? "WSL" : null,
            HasTerminal ? "terminal" : "no terminal", CanAsk ? "can ask" : "nobody to ask",
        ];
        string opens = Openers.IsDefaultOrEmpty ? "opens no pages" : "opens pages with " + string.Join(", then ", Openers);
        return string.Join(", ", parts.OfType<string>()) + "; " + opens;
    }

    internal static DesktopMachine Detect(MachineView view)
    {
        bool isWsl = view.System == MachineSystem.Linux && IsUnderWindows(view);
        bool isRemote = view.Variable("SSH_CONNECTION") is not null || view.Variable("SSH_CLIENT") is not null
            || view.Variable("SSH_TTY") is not null;
        bool hasDisplay = view.System switch
        {
            MachineSystem.Windows => view.IsInteractive && !isRemote,
            MachineSystem.MacOS => !isRemote,
            _ => view.Variable("DISPLAY") is not null || view.Variable("WAYLAND_DISPLAY") is not null
                || (isWsl && !isRemote && Machines.Openers.AnyOnWindows(view)),
        };
        return new DesktopMachine
        {
            HasDisplay = hasDisplay,
            IsRemote = isRemote,
            IsContainer = view.System == MachineSystem.Linux && IsInContainer(view, isWsl),
            IsWsl = isWsl,
            CanAsk = view.Input != StandardInput.Nothing,
            HasTerminal = view.HasTerminal,
            Openers = Machines.Openers.Find(view, hasDisplay, isWsl && !isRemote),
        };
    }

    private static bool IsUnderWindows(MachineView view) =>
        view.Variable("WSL_DISTRO_NAME") is not null || view.Text("/proc/version").Contains("microsoft", StringComparison.OrdinalIgnoreCase);

    // WSL sets $container itself.
    private static bool IsInContainer(MachineView view, bool isWsl) =>
        view.FileExists("/.dockerenv") || view.FileExists("/run/.containerenv")
        || view.Variable("KUBERNETES_SERVICE_HOST") is not null
        || (view.Variable("container") is not null && !isWsl);
}
