using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class LoginFaultTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Faults_of_the_request_are_named_with_those_of_key_secret_and_settings()
    {
        var ran = await CommandBench.RunAsync(
            "login", "ipernity", "--flow", "desktop", "--api", "ftp://a/", "--permission", "cats=write", "--callback", "http://127.0.0.1/", "--standing", "api_key=x");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().ContainAll("IPERNITY_API_KEY", "IPERNITY_SHARED_SECRET", "--api must be", "--permission cats: ", "--callback the flow 'desktop' has no redirect")
            .And.Contain("--standing: 'api_key' is sent by the recipe itself.");
    }

    [Fact]
    public async Task A_bad_password_is_named_with_a_bad_name_and_a_missing_key_with_the_three_ways_to_give_one()
    {
        (await CommandBench.RunAsync("login", "lastfm", "--flow", "web")).Error.Should()
            .ContainAll("--api-key, or the variable LASTFM_API_KEY, or frob configure lastfm.", "--secret, or the variable LASTFM_SHARED_SECRET, or frob configure lastfm.")
            .And.NotContain("--callback", "without one the browser is sent to an address of this machine");
        _bench.Variables["FROB_PASSWORD"] = "";
        (await _bench.StartAsync("login", "lastfm", "--flow", "mobile", "--username", " ")).Error.Should()
            .ContainAll("LASTFM_API_KEY", "--username", "FROB_PASSWORD");
    }

    [Fact]
    public async Task A_callback_is_not_held_against_a_flow_that_nobody_asked_for()
    {
        var ran = await CommandBench.RunAsync("login", "lastfm", "--flow", "nope", "--callback", "http://127.0.0.1/");
        ran.Error.Should().Contain("no flow 'nope'").And.NotContain("--callback");
    }

    [Theory]
    [InlineData("desktop", "--username does not apply: the flow 'desktop'", "--username", "alice")]
    [InlineData("desktop", "--callback the flow 'desktop' has no redirect", "--callback", "http://127.0.0.1/")]
    [InlineData("mobile", "--callback does not apply: the flow 'mobile'", "--callback", "http://127.0.0.1/")]
    [InlineData("mobile", "--permission does not apply: the flow 'mobile'", "--permission", "doc=read")]
    [InlineData("desktop", "--set names 'api' twice.", "--set", "api=http://127.0.0.1/")] // The town gives it too.
    [InlineData("desktop", "--standing names 'lg' twice.", "--standing", "lg=en", "--standing", "lg=fr")]
    public async Task What_does_not_fit_is_refused_before_any_request(string flow, string sentence, params string[] more)
    {
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", flow, more));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain(sentence);
        _town["lastfm"].Route.Service.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_address_that_two_options_give_is_named() =>
        (await CommandBench.RunAsync("login", "lastfm", "--set", "api=http://127.0.0.1/", "--api", "http://127.0.0.1/")).Error.Should()
            .Contain("--set names 'api', which --api gives.");

    [Fact]
    public async Task A_standing_parameter_is_sent_with_the_link()
    {
        _bench.Input.End();
        var ran = await _bench.StartAsync(_town.Login(_bench, "ipernity", "desktop", "--standing", "lg=en", "--standing", "zone=1"));
        ran.Output.Should().Contain("lg=en").And.Contain("zone=1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_grant_that_is_not_verified_is_a_failure_beside_the_grant(bool isJson)
    {
        _town["ipernity"].Route.Service.Faults.Always("auth.checkToken", Fault.Code(105));
        var running = _bench.StartAsync(_town.Login(_bench, "ipernity", "desktop", isJson ? ["--json"] : []));
        var line = await _bench.Output.NextAsync();
        var address = isJson ? JsonElement.Parse(line).GetProperty("consent").GetString()! : line;
        await CommandBench.AllowAsync(_town["ipernity"], address);
        _bench.Input.Type("");
        var ran = await running;
        ran.Exit.Should().NotBe(ExitCode.Done);
        if (isJson)
        {
            var grant = JsonElement.Parse(ran.Output.Trim().Split('\n')[^1]);
            grant.GetProperty("account").GetString().Should().Be("alice");
            grant.GetProperty("verified").GetBoolean().Should().BeFalse();
            grant.GetProperty("error").EnumerateObject().Select(m => m.Name).Should().Equal("kind", "code", "message", "remedy");
            grant.GetProperty("error").GetProperty("code").GetString().Should().Be("105");
            return;
        }
        ran.Output.Should().Contain("account      alice").And.Contain("verified     no").And.NotContain("105");
        ran.Error.Should().Contain("failed: ").And.Contain("code 105");
    }
}
