using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>The command as it is typed: one process simulates, others sign in.</summary>
public sealed class FrobProcessTests : IAsyncLifetime, IDisposable
{
    private FrobProcess _simulate = null!;
    private JsonElement _sites;

    public async Task InitializeAsync()
    {
        _simulate = FrobProcess.Start(["simulate", "all", "--port", "0", "--json"]);
        _sites = JsonElement.Parse((await _simulate.Output.ReadLineAsync())!);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _simulate.Dispose();

    [Theory]
    [InlineData("lastfm", "desktop")]
    [InlineData("lastfm", "web")]
    [InlineData("lastfm", "mobile")]
    [InlineData("ipernity", "desktop")]
    [InlineData("ipernity", "web")]
    [InlineData("ipernity", "oauth")]
    public async Task A_login_in_a_process_of_its_own_signs_in(string service, string flow)
    {
        var site = _sites.GetProperty(service);
        string Of(string name) => site.GetProperty(name).GetString()!;
        List<string> args = ["login", service, "--flow", flow, "--api", Of("api"), "--consent", Of("consent"), "--json"];
        args.AddRange(service == "ipernity" ? ["--set", $"oauth={Of("oauth")}", "--permission", "doc=write"] : []);
        args.AddRange(flow == "mobile" ? ["--username", Of("username")] : []);
        args.AddRange(service == "lastfm" && flow == "web" ? ["--callback", "http://127.0.0.1:9/back"] : []);
        var prefix = service.ToUpperInvariant();
        using var login = FrobProcess.Start(args, new Dictionary<string, string>
        {
            [$"{prefix}_API_KEY"] = Of("apiKey"), [$"{prefix}_SHARED_SECRET"] = Of("secret"), ["FROB_PASSWORD"] = Of("password"),
        });
        if (flow != "mobile")
        {
            var consent = JsonElement.Parse((await login.Output.ReadLineAsync())!).GetProperty("consent").GetString()!;
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            var visit = await new PageVisitor(browser, Of("username"), Of("password")).VisitAsync(new Uri(consent));
            await login.TypeAsync(visit.Redirect?.AbsoluteUri ?? "");
        }
        var ran = await login.EndAsync();
        ran.Exit.Should().Be(ExitCode.Done, ran.Output + ran.Error);
        ran.Json.GetProperty("account").GetString().Should().Be("alice");
        ran.Json.GetProperty("verified").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task A_stop_by_signal_is_clean(string signal)
    {
        var ran = await _simulate.InterruptAsync(signal);
        ran.Should().Be(new Ran(ExitCode.Done, "", ""));
    }

    [Fact]
    public async Task A_login_that_is_interrupted_exits_with_130()
    {
        var site = _sites.GetProperty("lastfm");
        using var login = FrobProcess.Start(
        [
            "login", "lastfm", "--flow", "desktop", "--api", site.GetProperty("api").GetString()!,
            "--api-key", site.GetProperty("apiKey").GetString()!, "--secret", site.GetProperty("secret").GetString()!,
        ]);
        (await login.Output.ReadLineAsync()).Should().StartWith("https://www.last.fm/api/auth/?");
        var ran = await login.InterruptAsync();
        ran.Exit.Should().Be(ExitCode.Cancelled);
        ran.Error.Should().Contain("Cancelled.").And.NotContain("Exception");
    }
}
