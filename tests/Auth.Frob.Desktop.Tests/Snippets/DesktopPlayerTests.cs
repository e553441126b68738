using Auth.Frob.Desktop.Tests.SignIn;

namespace Auth.Frob.Desktop.Tests.Snippets;

public sealed class DesktopPlayerTests
{
    [Fact]
    public async Task The_page_of_the_package_signs_in()
    {
        using var bench = new SignInBench();
        var said = new List<string>();
        var signingIn = DesktopPlayer.SignInAsync(bench.LastFm, bench.At(TestMachines.Desk), said.Add, CancellationToken.None);
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await signingIn)!.Account.Name.Should().Be("alice");
        said.Should().Equal("Last.fm: Get a token, let the user allow it on the consent page, poll for the session.", "Signed in as alice.");
    }
}
