using System.Text.Json;

namespace Auth.Frob.Cli.Tests.Terminal;

/// <summary>Prompts, hidden typing and Ctrl-C on a real terminal.</summary>
public sealed class LoginTerminalTests : IAsyncLifetime, IDisposable
{
    private readonly string _store = Directory.CreateTempSubdirectory("frob-store-").FullName;
    private FrobProcess _simulate = null!;
    private JsonElement _site;

    public async Task InitializeAsync()
    {
        _simulate = FrobProcess.Start(["simulate", "lastfm", "--json"]);
        _site = JsonElement.Parse((await _simulate.Output.ReadLineAsync())!).GetProperty("lastfm");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _simulate.Dispose();
        Directory.Delete(_store, recursive: true);
    }

    [Fact]
    public async Task A_password_is_typed_without_being_shown_and_can_be_corrected()
    {
        using var terminal = Login("--flow", "mobile", "--username", "alice");
        await terminal.SeeAsync("Password:");
        var password = Of("password");
        await terminal.TypeAsync($"{password[..5]}x\u007f{password[5..]}");
        await terminal.SeeAsync("Keep this sign-in of alice? [Y/n]");
        await terminal.TypeAsync("");
        await terminal.SeeAsync("kept         yes");
        var ran = await terminal.EndAsync();
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Output.Should().NotContain(password[..5]).And.NotContain(password[5..]).And.NotContain("x\n");
    }

    [Fact]
    public async Task Ctrl_C_at_a_password_ends_the_sign_in_and_gives_the_terminal_back()
    {
        using var terminal = Login("--flow", "mobile", "--username", "alice");
        await terminal.SeeAsync("Password:");
        await terminal.PressAsync("canary");
        var ran = await terminal.InterruptAsync();
        ran.Exit.Should().Be(ExitCode.Cancelled);
        ran.Output.Should().Contain("Cancelled.").And.NotContain("canary").And.NotContain("Exception");
    }

    private TerminalProcess Login(params string[] more) => TerminalProcess.Start(
        ["login", "lastfm", "--api", Of("api"), "--consent", Of("consent"), .. more],
        new Dictionary<string, string> { ["LASTFM_API_KEY"] = Of("apiKey"), ["LASTFM_SHARED_SECRET"] = Of("secret"), ["FROB_PASSWORD"] = "", ["FROB_STORE"] = _store, ["FROB_KEY_SOURCE"] = "key-file" });

    private string Of(string name) => _site.GetProperty(name).GetString()!;
}
