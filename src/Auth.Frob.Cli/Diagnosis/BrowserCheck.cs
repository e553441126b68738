using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Looks for what opens pages here; nothing is opened.</summary>
internal sealed class BrowserCheck(DesktopMachine machine, Func<string, string?> environment) : Check
{
    private const string Otherwise = "Open the address that frob shows in any browser: sign-ins that poll, or ask you to paste, need none here.";

    public override string Name => "browser";

    protected override Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>([Look()]);

    private Finding Look()
    {
        if (machine.Openers.IsDefaultOrEmpty)
            return machine.HasDisplay
                ? Warn($"{Where()}: no program that opens pages.", "Install xdg-utils, or set BROWSER to a program that opens pages.")
                : Warn($"{Where()}: no page can be opened here.", Otherwise);
        var missing = machine.Openers.Where(o => !IsThere(o.Split(' ')[0])).ToArray();
        return missing.Length < machine.Openers.Length
            ? Ok($"{Where()}: pages are opened with {machine.Openers.First(o => !missing.Contains(o, StringComparer.Ordinal))}.")
            : Warn($"{Where()}: BROWSER names what is not there: {string.Join(", ", missing)}.", "Set BROWSER to a program that opens pages, or unset it.");
    }

    private string Where() => machine switch
    {
        { IsRemote: true } => "an SSH session",
        { IsContainer: true } => "a container",
        { IsWsl: true } => "Linux under Windows",
        { HasDisplay: true } => "a graphical session",
        _ => "no graphical session",
    };

    private bool IsThere(string program) =>
        OperatingSystem.IsWindows() || (program.Contains('/', StringComparison.Ordinal) ? File.Exists(program)
            : (environment("PATH") ?? "").Split(Path.PathSeparator).Any(directory => File.Exists(Path.Combine(directory, program))));
}
