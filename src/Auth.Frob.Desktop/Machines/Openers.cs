namespace Auth.Frob.Desktop.Machines;

/// <summary>Which programs open pages on a machine.</summary>
internal static class Openers
{
    /// <summary>No program: Windows opens the page itself.</summary>
    public const string ShellExecute = "ShellExecute";

    // Not sensible-browser and www-browser: they fall back to browsers that need a terminal.
    private static readonly ImmutableArray<string> OnLinux = ["xdg-open", "gio open", "exo-open", "kde-open", "x-www-browser"];

    // First what goes to Windows without cmd.exe or PowerShell, which would read signs in the address.
    private static readonly ImmutableArray<string> OnWsl =
        ["rundll32.exe url.dll,FileProtocolHandler", "/mnt/c/Windows/System32/rundll32.exe url.dll,FileProtocolHandler", "wslview"];

    public static ImmutableArray<string> Find(MachineView view, bool hasDisplay, bool isWsl) => view.System switch
    {
        MachineSystem.Windows => hasDisplay ? [ShellExecute] : [],
        MachineSystem.MacOS => [.. Chosen(view), .. hasDisplay ? Present(["/usr/bin/open"], view) : []],
        _ => [.. Chosen(view), .. isWsl ? Present(OnWsl, view) : [], .. hasDisplay ? Present(OnLinux, view) : []],
    };

    public static bool AnyOnWindows(MachineView view) => Present(OnWsl, view).Any();

    // Kept even where it is not there: whoever set it is told.
    private static string[] Chosen(MachineView view) =>
        (view.Variable("BROWSER") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Present(ImmutableArray<string> commands, MachineView view) =>
        commands.Where(command => Programs.Find(command.Split(' ')[0], view) is not null);
}
