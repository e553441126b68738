namespace Auth.Frob.Cli.Tests.Terminal;

/// <summary>The demo with a person, as a process on a terminal.</summary>
public sealed class DemoTerminalTests
{
    private static readonly Dictionary<string, string> NoDisplay = new()
    {
        ["DISPLAY"] = "", ["WAYLAND_DISPLAY"] = "", ["BROWSER"] = "", ["NO_COLOR"] = "1",
    };

    [Fact]
    public async Task Without_a_browser_the_address_is_shown_and_Ctrl_C_ends_the_wait()
    {
        using var terminal = TerminalProcess.Start(["demo", "--open", "--provider", "lastfm", "--flow", "desktop"], NoDisplay);
        await terminal.SeeAsync("sign in as alice with the password ");
        await terminal.SeeAsync("http://127.0.0.1:");
        await terminal.SeeAsync("left");
        var ran = await terminal.InterruptAsync();
        ran.Exit.Should().Be(ExitCode.Cancelled);
        ran.Output.Should().Contain("Cancelled.").And.NotContain("Exception");
    }

    [Fact]
    public async Task A_terminal_that_wants_no_colour_gets_none()
    {
        using var terminal = TerminalProcess.Start(["providers", "--store", "/nowhere/frob", "--key-source", "key-file"], NoDisplay);
        await terminal.EndAsync();
        terminal.Raw.Should().Contain("lastfm").And.NotMatchRegex("\u001b\\[[0-9;]*m");
    }
}
