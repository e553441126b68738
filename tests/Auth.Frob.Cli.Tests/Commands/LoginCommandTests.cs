using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class LoginCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync()
    {
        var time = new HurriedTime(TimeProvider.System, CommandBench.Hurry);
        _bench.Around = _bench.Around with { Time = time };
        _town = await SimulatedTown.StartAsync(time);
    }

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Desktop_polls_until_the_person_allows_access()
    {
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop"));
        var address = await _bench.Output.NextAsync();
        (await _bench.Error.NextAsync()).Should().Be(
            "You are about to sign in to Last.fm, by its flow 'desktop', with the application's key. "
                + "It asks for no permission beyond what the service gives by itself.");
        (await _bench.Error.NextAsync()).Should().Be("When you allow access, this program learns of it by asking the service.");
        (await _bench.Error.NextAsync()).Should().Be($"The sign-in will be kept, encrypted, in {_bench.Store}.");
        (await ErrorAsync("Last.fm ")).Should().Be("Last.fm asks for your consent. If no browser opens, open this address and allow access:");
        (await ErrorAsync("Asked ")).Should().StartWith("Asked once, last answer: Pending.");
        _bench.Opened.Addresses.Should().Equal(address);
        await CommandBench.AllowAsync(_town["lastfm"], address);
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain("account      alice").And.Contain("token        ***").And.Contain("verified     yes").And.Contain("kept         yes, for lastfm");
    }

    [Theory]
    [InlineData("ipernity", "desktop")]
    [InlineData("ipernity", "web")]
    [InlineData("ipernity", "oauth")]
    [InlineData("lastfm", "web")]
    public async Task A_flow_that_is_not_polled_asks_once_and_takes_the_answer(string service, string flow)
    {
        string[] callback = service == "lastfm" ? ["--callback", _town.Callback] : ["--permission", "doc=write"];
        var running = _bench.StartAsync(_town.Login(_bench, service, flow, [.. callback, "--json"]));
        var consent = JsonElement.Parse(await _bench.Output.NextAsync()).GetProperty("consent").GetString()!;
        var redirect = await CommandBench.AllowAsync(_town[service], consent);
        _bench.Input.Type(redirect?.AbsoluteUri ?? "");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Output + ran.Error);
        var grant = JsonElement.Parse(ran.Output.Trim().Split('\n')[^1]);
        grant.GetProperty("ok").GetBoolean().Should().BeTrue();
        grant.GetProperty("account").GetString().Should().Be("alice");
        grant.GetProperty("token").GetString().Should().Be("***");
        grant.GetProperty("verified").GetBoolean().Should().BeTrue();
        if (service == "ipernity")
            grant.GetProperty("permissions").GetProperty("doc").GetString().Should().Be("write");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_password_comes_from_the_environment_or_from_a_prompt(bool fromEnvironment)
    {
        var password = _town["lastfm"].User.Password;
        if (fromEnvironment)
            _bench.Variables["FROB_PASSWORD"] = password;
        else
            _bench.Around = _bench.Around with { ReadHidden = () => password };
        _bench.Input.End();
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "mobile", "--username", "alice"));
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain("signed in    lastfm mobile");
        (ran.Output + ran.Error).Should().NotContain(password);
    }

    [Fact]
    public async Task The_token_is_shown_once_where_it_is_asked_for()
    {
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "mobile", "--username", "alice", "--show-token"));
        var token = _town["lastfm"].Route.Service.Grants.Held(_town["lastfm"].App.Key, "alice").Single().Token;
        ran.Output.Split(token).Should().HaveCount(2);
        ran.Error.Should().NotContain(token);
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        _bench.Variables["FROB_PASSWORD"] = "wrong-password";
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "mobile", "--username", "alice", "--json"));
        ran.Exit.Should().Be(ExitCode.Refused);
        ran.Failure.GetProperty("kind").GetString().Should().Be("InvalidCredentials");
        ran.Failure.GetProperty("code").GetString().Should().Be("4");
        ran.Failure.GetProperty("remedy").GetString().Should().NotBeEmpty();
        ran.Output.Should().NotContain("wrong-password");
    }

    [Fact]
    public async Task A_redirect_of_another_flow_is_refused_and_its_frob_not_shown()
    {
        for (var tries = 0; tries < 5; tries++)
            _bench.Input.Type(_town.Callback + "?state=other&token=canary-frob");
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "web", "--callback", _town.Callback));
        ran.Exit.Should().Be(ExitCode.Refused);
        ran.Error.Should().Contain("Mismatch").And.NotContain("canary-frob");
    }

    [Theory]
    [InlineData(15, ExitCode.Expired)]
    [InlineData(4, ExitCode.Expired)]
    [InlineData(10, ExitCode.Usage)]
    [InlineData(26, ExitCode.Usage)]
    public async Task What_the_service_says_becomes_an_exit_code(int code, int exit)
    {
        _town["lastfm"].Route.Service.Faults.Always("auth.getSession", Fault.Code(code));
        (await _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop"))).Exit.Should().Be(exit);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_said()
    {
        var gone = await SimulatedTown.StartAsync();
        var args = gone.Login(_bench, "lastfm", "desktop", "--json");
        await gone.DisposeAsync();
        var ran = await _bench.StartAsync(args);
        ran.Exit.Should().Be(ExitCode.Service);
        ran.Failure.GetProperty("kind").GetString().Should().Be("Unreachable");
    }

    [Theory]
    [InlineData("lastfm", "web", "the address that the browser was sent to")]
    [InlineData("lastfm", "mobile", "FROB_PASSWORD")]
    [InlineData("ipernity", "desktop", "terminal")]
    public async Task Nobody_to_answer_a_prompt_is_a_usage_error_with_what_to_do(string service, string flow, string remedy)
    {
        _bench.Input.End();
        string[] more = (service, flow) switch
        {
            ("lastfm", "web") => ["--callback", _town.Callback], ("lastfm", "mobile") => ["--username", "alice"], _ => [],
        };
        var ran = await _bench.StartAsync(_town.Login(_bench, service, flow, more));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain(remedy).And.NotContain("   at ");
    }

    [Fact]
    public async Task A_stop_while_waiting_is_clean()
    {
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop"));
        await _bench.Output.NextAsync();
        _bench.Interrupt();
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Cancelled);
        ran.Error.Should().Contain("Cancelled.").And.NotContain("Exception");
    }

    [Fact]
    public async Task A_stop_at_a_prompt_is_clean()
    {
        var running = _bench.StartAsync(_town.Login(_bench, "ipernity", "desktop"));
        await _bench.Output.NextAsync();
        _bench.Interrupt();
        (await running).Exit.Should().Be(ExitCode.Cancelled);
        _bench.Input.End();
    }

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var ran = await CommandBench.RunAsync(
            "login", "lastfm", "--flow", "nope", "--permission", "x", "--api", "ftp://a/", "--set", "bla=1", "--callback", "here");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("no flow 'nope'; there are: desktop, web, mobile").And.Contain("--permission takes NAME=VALUE")
            .And.Contain("LASTFM_API_KEY").And.Contain("LASTFM_SHARED_SECRET").And.Contain("--api must be").And.NotContain("--set api").And.Contain("--set bla is no setting")
            .And.Contain("--callback takes an absolute address");
    }

    [Fact]
    public async Task A_permission_that_the_service_does_not_have_is_named()
    {
        var ran = await _bench.StartAsync(_town.Login(_bench, "ipernity", "desktop", "--permission", "cats=write"));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("--permission cats: ");
        _town["ipernity"].Route.Service.Calls.Should().BeEmpty();
    }

    private async Task<string> ErrorAsync(string start)
    {
        string line;
        do
        {
            line = await _bench.Error.NextAsync();
        }
        while (!line.StartsWith(start, StringComparison.Ordinal));
        return line;
    }
}
