using System.Text.Json;
using Microsoft.Playwright;

namespace Auth.Frob.Cli.Tests.Terminal;

/// <summary>A whole sign-in as a person does it: the command on a terminal, its simulator beside it, and the page in a browser that the command opened.</summary>
public sealed class LoginBrowserTests : IAsyncLifetime, IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("frob-store-").FullName;
    private readonly PersonsChromium _browser = PersonsChromium.Prepare();
    private FrobProcess _simulate = null!;
    private JsonElement _sites;

    public async Task InitializeAsync()
    {
        _simulate = FrobProcess.Start(["simulate", "--json"]);
        _sites = JsonElement.Parse((await _simulate.Output.ReadLineAsync())!);
    }

    public async Task DisposeAsync() => await _browser.DisposeAsync();

    public void Dispose()
    {
        _simulate.Dispose();
        Directory.Delete(_store, recursive: true);
    }

    [Fact]
    public async Task The_button_is_clicked_and_the_command_sees_it_by_asking_the_service()
    {
        using var terminal = Login("lastfm", "--flow", "desktop");
        await terminal.SeeAsync("this program learns of it by asking the service.");
        var page = await AllowAsync("lastfm");
        await Text(page, "You may close this window").WaitForAsync();
        await ExpectKeptAsync(terminal, "lastfm");
    }

    [Fact]
    public async Task The_browser_comes_back_to_the_command_and_shows_its_page()
    {
        using var terminal = Login("lastfm", "--flow", "web", "--way", "loopback");
        var page = await AllowAsync("lastfm");
        await Text(page, "Last.fm gave access. You may close this window and return to the program.").WaitForAsync();
        (await page.TitleAsync()).Should().Be("Signed in");
        new Uri(page.Url).IsLoopback.Should().BeTrue();
        await ExpectKeptAsync(terminal, "lastfm");
    }

    [Fact]
    public async Task The_person_says_in_the_terminal_that_access_is_allowed()
    {
        using var terminal = Login("ipernity", "--flow", "desktop");
        await terminal.SeeAsync("Press Enter when you have allowed access");
        var page = await AllowAsync("ipernity");
        await Text(page, "You may close this window").WaitForAsync();
        await terminal.TypeAsync("");
        await ExpectKeptAsync(terminal, "ipernity");
    }

    private async Task<IPage> AllowAsync(string service)
    {
        var page = await _browser.LookAsync();
        _browser.Arguments.Should().Equal(page.Url);
        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync(Of(service, "password"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        return page;
    }

    private async Task ExpectKeptAsync(TerminalProcess terminal, string service)
    {
        await terminal.SeeAsync("Keep this sign-in of alice? [Y/n]");
        await terminal.TypeAsync("");
        await terminal.SeeAsync("kept         yes");
        var ran = await terminal.EndAsync();
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Output.Should().Contain(_browser.Arguments[0]).And.NotContain("was not opened");
        using var list = FrobProcess.Start(["list", "--json"], Store);
        var kept = (await list.EndAsync()).Json.EnumerateArray().Should().ContainSingle().Subject;
        kept.GetProperty("provider").GetString().Should().Be(service);
        kept.GetProperty("account").GetString().Should().Be("alice");
    }

    private TerminalProcess Login(string service, params string[] more) => TerminalProcess.Start(
        ["login", service, .. Addresses(service), .. more],
        new Dictionary<string, string>(Store)
        {
            [$"{service.ToUpperInvariant()}_API_KEY"] = Of(service, "apiKey"),
            [$"{service.ToUpperInvariant()}_SHARED_SECRET"] = Of(service, "secret"),
            ["BROWSER"] = _browser.Command, ["DISPLAY"] = "", ["WAYLAND_DISPLAY"] = "", ["SSH_CONNECTION"] = "",
        });

    private Dictionary<string, string> Store => new() { ["FROB_STORE"] = _store, ["FROB_KEY_SOURCE"] = "key-file" };

    private IEnumerable<string> Addresses(string service) =>
        _sites.GetProperty(service).EnumerateObject().Where(m => m.Value.GetString()?.StartsWith("http", StringComparison.Ordinal) == true && m.Name != "callback")
            .SelectMany(m => new[] { "--set", $"{m.Name}={m.Value.GetString()}" });

    private string Of(string service, string name) => _sites.GetProperty(service).GetProperty(name).GetString()!;

    private static ILocator Text(IPage page, string text) => page.GetByText(text);
}
