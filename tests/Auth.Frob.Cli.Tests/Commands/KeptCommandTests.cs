using Auth.Frob.Desktop;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>What happens to a sign-in after it was kept.</summary>
public sealed class KeptCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync()
    {
        _town = await SimulatedTown.StartAsync();
        await _town.SignInAsync(_bench);
    }

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_is_kept_is_listed_with_its_health_and_without_its_token()
    {
        var ran = await RunAsync("list", "--json");
        var one = ran.Json.EnumerateArray().Should().ContainSingle().Subject;
        one.EnumerateObject().Select(m => m.Name).Should()
            .Equal("provider", "instance", "account", "id", "flow", "permissions", "since", "health", "why");
        one.GetProperty("account").GetString().Should().Be("alice");
        one.GetProperty("health").GetString().Should().Be("live");
        (await RunAsync("list")).Output.Should().Contain("alice").And.Contain("live").And.NotContain(Token());
    }

    [Fact]
    public async Task Whoami_names_the_accounts_that_are_signed_in()
    {
        (await RunAsync("whoami")).Output.Trim().Should().MatchRegex("^lastfm +alice$");
        var one = (await RunAsync("whoami", "lastfm", "--json")).Json[0];
        one.EnumerateObject().Select(m => m.Name).Should().Equal("provider", "instance", "account", "id", "displayName", "health");
        var nobody = await RunAsync("whoami", "ipernity");
        nobody.Exit.Should().Be(ExitCode.Usage);
        nobody.Error.Should().Contain("No sign-in is kept for ipernity.").And.Contain("frob login");
    }

    [Fact]
    public async Task Verify_asks_the_service_and_marks_what_is_dead()
    {
        (await RunAsync("verify", "lastfm")).Output.Should().Contain("live");
        _town["lastfm"].Route.Service.Faults.Always("user.getInfo", Fault.Code(9));
        var dead = await RunAsync("verify", "lastfm", "--json");
        dead.Exit.Should().Be(ExitCode.Refused, dead.Output + dead.Error);
        dead.Json[0].EnumerateObject().Select(m => m.Name).Should().Equal("provider", "instance", "account", "id", "outcome", "error");
        dead.Json[0].GetProperty("outcome").GetString().Should().Be("dead");
        (await RunAsync("list")).Output.Should().Contain("dead: the service answered 9");
        (await RunAsync("whoami")).Exit.Should().Be(ExitCode.Refused);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_marks_nothing()
    {
        _town["lastfm"].Route.Service.Faults.Always("user.getInfo", Fault.Code(16));
        var ran = await RunAsync("verify");
        ran.Exit.Should().Be(ExitCode.Service);
        ran.Output.Should().Contain("unknown");
        (await RunAsync("list")).Output.Should().Contain("live");
    }

    [Fact]
    public async Task A_sign_in_is_verified_with_no_other_key_than_its_own()
    {
        var ran = await RunAsync("verify", "lastfm", "--api-key", new string('a', 32), "--secret", new string('b', 32));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("made with another api key").And.Contain("Nothing was sent.");
    }

    [Fact]
    public async Task Logout_forgets_and_says_that_the_service_was_not_told()
    {
        var ran = await RunAsync("logout", "lastfm");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain("Forgotten here: lastfm alice.").And.Contain("was not told").And.Contain("https://www.last.fm/settings/applications");
        (await RunAsync("list", "--json")).Output.Trim().Should().Be("[]");
        (await RunAsync("logout", "lastfm")).Exit.Should().Be(ExitCode.Usage);
        _town["lastfm"].Route.Service.Grants.Held(_town["lastfm"].App.Key, "alice").Should().NotBeEmpty("the service still has it");
    }

    [Fact]
    public async Task Logout_as_json_names_whom_it_forgot_and_the_page()
    {
        var ran = await RunAsync("logout", "lastfm", "--all", "--json");
        ran.Json.EnumerateObject().Select(m => m.Name).Should().Equal("provider", "instance", "forgotten", "revokePage");
        ran.Json.GetProperty("forgotten")[0].GetString().Should().Be("alice");
    }

    [Fact]
    public async Task Export_needs_the_word_that_it_shows_the_token()
    {
        var refused = await RunAsync("export", "lastfm");
        refused.Exit.Should().Be(ExitCode.Usage);
        refused.Error.Should().Contain("token in plain").And.Contain("--show-token");
        refused.Output.Should().BeEmpty();
        var asJson = await RunAsync("export", "lastfm", "--json");
        asJson.Exit.Should().Be(ExitCode.Usage);
        asJson.Output.Should().NotContain(Token());
        var ran = await RunAsync("export", "lastfm", "--show-token");
        Grant.FromEnvelope(ran.Output.Trim()).Token.Reveal().Should().Be(Token());
    }

    [Fact]
    public async Task Of_several_accounts_one_must_be_named()
    {
        var site = _town["lastfm"];
        site.Route.Service.Accounts.Put(new SimulatedUser("bob", "bobs-password"));
        using var login = _bench.Next();
        login.Variables["FROB_PASSWORD"] = "bobs-password";
        (await login.StartAsync("login", "lastfm", "--flow", "mobile", "--username", "bob")).Exit.Should().Be(ExitCode.Done);
        var ran = await RunAsync("logout", "lastfm");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("Several accounts are kept for lastfm: alice, bob.").And.Contain("--account");
        (await RunAsync("logout", "lastfm", "--account", "BOB")).Output.Should().Contain("lastfm bob");
        (await RunAsync("whoami")).Output.Should().Contain("alice").And.NotContain("bob");
    }

    [Fact]
    public async Task A_key_that_is_lost_is_said_of_each_sign_in_and_nothing_is_thrown_away()
    {
        _bench.Key.IsLost = true;
        var ran = await RunAsync("list");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Output.Should().Contain("unreadable: ");
        (await RunAsync("export", "lastfm", "--show-token")).Exit.Should().Be(ExitCode.Store);
        _bench.Key.IsLost = false;
        (await RunAsync("whoami")).Output.Should().Contain("alice");
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_told_with_what_to_do()
    {
        _bench.Key.Fault = new StoreException("The keyring is locked.", "Unlock it.");
        var ran = await RunAsync("configure", "lastfm", "--show", "--json");
        ran.Exit.Should().Be(ExitCode.Store);
        ran.Failure.GetProperty("kind").GetString().Should().Be("Store");
        ran.Failure.GetProperty("message").GetString().Should().Contain("The keyring is locked.");
        ran.Failure.GetProperty("remedy").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task Configure_shows_all_but_the_secret_and_forgets_on_request()
    {
        var site = _town["lastfm"];
        var shown = await RunAsync("configure", "lastfm", "--show", "--json");
        shown.Json.EnumerateObject().Select(m => m.Name).Should().Equal("provider", "instance", "kept", "apiKey", "hasSecret", "settings");
        shown.Json.GetProperty("apiKey").GetString().Should().Be(site.App.Key);
        (await RunAsync("configure", "lastfm", "--show")).Output.Should().Contain("secret       ***").And.NotContain(site.App.Secret);
        (await RunAsync("configure", "lastfm", "--remove")).Output.Should().Contain("Forgotten.");
        (await RunAsync("configure", "lastfm", "--remove")).Output.Should().Contain("Nothing was kept.");
        (await RunAsync("verify")).Error.Should().Contain("frob configure lastfm");
    }

    [Fact]
    public async Task Configure_asks_for_what_is_missing_and_warns_of_a_secret_on_the_command_line()
    {
        using var asked = _bench.Next();
        asked.Around = asked.Around with { ReadHidden = () => "typed-canary-secret" };
        asked.Input.Type("typed-key");
        var ran = await asked.StartAsync("configure", "librefm");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Error.Should().Contain("Api key of your application").And.Contain("Shared secret (not shown):");
        (ran.Output + ran.Error).Should().NotContain("canary");
        (await RunAsync("configure", "librefm", "--secret", "other-canary")).Error.Should().Contain("can be seen by others").And.NotContain("canary");
        (await RunAsync("configure", "librefm", "--show")).Output.Should().Contain("typed-key");
    }

    private async Task<Ran> RunAsync(params string[] args)
    {
        using var bench = _bench.Next();
        bench.Input.End();
        return await bench.StartAsync(args);
    }

    private string Token() => _town["lastfm"].Route.Service.Grants.Held(_town["lastfm"].App.Key, "alice")[^1].Token;
}
