using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>The machines that people sit at.</summary>
internal static class TestMachines
{
    public static DesktopMachine Desk { get; } = new() { HasDisplay = true, CanAsk = true, HasTerminal = true, Openers = ["xdg-open"] };

    public static DesktopMachine Service { get; } = Desk with { CanAsk = false, HasTerminal = false };

    public static DesktopMachine Remote { get; } = Desk with { IsRemote = true, HasDisplay = false };

    public static DesktopMachine Container { get; } = new() { IsContainer = true, CanAsk = true };

    public static DesktopMachine Bare { get; } = new();

    public static DesktopMachine TextBrowser { get; } = new() { CanAsk = true, HasTerminal = true, Openers = ["w3m"] };

    public static DesktopMachine Of(string name) => name switch
    {
        "desk" => Desk,
        "service" => Service,
        "remote" => Remote,
        "container" => Container,
        "bare" => Bare,
        "text" => TextBrowser,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
