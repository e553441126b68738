using Auth.Frob.Cli.Tests.Terminal;

namespace Auth.Frob.Desktop.Tests.Screens;

/// <summary>A program of somebody else's that asks by the library's screen, on a real terminal.</summary>
public sealed class RealTerminalTests
{
    [Fact]
    public async Task A_password_that_is_typed_as_soon_as_it_is_asked_for_is_not_shown()
    {
        using var terminal = TerminalProcess.Run(typeof(Worker).Assembly.Location, ["ask-password"]);
        await terminal.SeeAsync("Password:");
        await terminal.TypeAsync("canary");
        await terminal.SeeAsync("6 letters were typed.");
        var ran = await terminal.EndAsync();
        ran.Exit.Should().Be(0);
        ran.Output.Should().NotContain("canary");
    }
}
