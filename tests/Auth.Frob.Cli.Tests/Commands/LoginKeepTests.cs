using Auth.Frob.Desktop;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>Whether a sign-in is kept: the store, the account and the person have a say.</summary>
public sealed class LoginKeepTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("", ExitCode.Done)]
    [InlineData("y", ExitCode.Done)]
    [InlineData("n", ExitCode.Refused)]
    public async Task The_person_who_sees_the_account_may_say_no(string answer, int exit)
    {
        _bench.Around = _bench.Around with { ReadHidden = () => _town["lastfm"].User.Password };
        _bench.Input.Type(answer);
        var ran = await LoginAsync();
        ran.Exit.Should().Be(exit);
        ran.Error.Should().Contain("Keep this sign-in of alice? [Y/n]");
        ran.Output.Should().Contain(exit == ExitCode.Done ? "kept         yes" : "kept         no");
        if (exit != ExitCode.Done)
            ran.Error.Should().Contain("was not kept").And.Contain("https://www.last.fm/settings/applications");
        (await KeptAsync()).Should().Be(exit == ExitCode.Done ? 1 : 0);
    }

    [Theory]
    [InlineData("Alice", ExitCode.Done)]
    [InlineData("bob", ExitCode.Refused)]
    public async Task Another_account_than_the_expected_is_refused_and_not_kept(string account, int exit)
    {
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var ran = await LoginAsync("--account", account, "--json");
        ran.Exit.Should().Be(exit);
        ran.Json.GetProperty("account").GetString().Should().Be("alice");
        ran.Json.GetProperty("kept").GetBoolean().Should().Be(exit == ExitCode.Done);
        (await KeptAsync()).Should().Be(exit == ExitCode.Done ? 1 : 0);
    }

    [Fact]
    public async Task Without_a_store_it_only_shows()
    {
        _bench.Key.Fault = new StoreException("The keyring is locked.", "Unlock it.");
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var ran = await LoginAsync("--no-store");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain("account      alice").And.Contain("kept         no");
        Directory.EnumerateFileSystemEntries(_bench.Store).Should().BeEmpty();
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_told_before_anything_is_asked_for()
    {
        _bench.Key.Fault = new StoreException("The keyring is locked.", "Unlock it.");
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var ran = await LoginAsync("--json");
        ran.Exit.Should().Be(ExitCode.Store);
        ran.Failure.GetProperty("kind").GetString().Should().Be("Store");
        ran.Failure.GetProperty("message").GetString().Should().Contain("nothing was asked for").And.Contain("The keyring is locked.");
        ran.Failure.GetProperty("remedy").GetString().Should().Contain("Unlock it.").And.Contain("--no-store");
        _town["lastfm"].Route.Service.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_store_that_fails_after_the_sign_in_says_that_the_sign_in_worked()
    {
        _bench.Around = _bench.Around with { Environment = Failing };
        var ran = await LoginAsync("--json");
        ran.Exit.Should().Be(ExitCode.Store, ran.Output + ran.Error);
        ran.Json.GetProperty("account").GetString().Should().Be("alice");
        ran.Json.GetProperty("error").GetProperty("message").GetString().Should().StartWith("The sign-in worked, but could not be kept:");
        ran.Json.GetProperty("error").GetProperty("remedy").GetString().Should().Contain("settings/applications");
    }

    [Fact]
    public async Task A_person_may_have_it_kept_once_the_store_works_again()
    {
        _bench.Key.FailsFrom = 2;
        _bench.Around = _bench.Around with { ReadHidden = () => _town["lastfm"].User.Password };
        _bench.Input.Type("y");
        var running = LoginAsync();
        while (!_bench.Error.ToString().Contains("Try again to keep it?", StringComparison.Ordinal))
            await Task.Yield();
        _bench.Key.FailsFrom = null;
        _bench.Input.Type("");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        (await KeptAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_way_that_does_not_fit_is_refused_with_those_that_do()
    {
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop", "--way", "password"));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("Poll with the flow 'desktop'");
        (await _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop", "--way", "pigeon"))).Error.Should()
            .Contain("there are: loopback, poll, enter, paste, password");
    }

    // The probe asks for the key first; what is asked for later finds no key any more.
    private string? Failing(string name)
    {
        _bench.Key.FailsFrom = 2;
        return name == "FROB_PASSWORD" ? _town["lastfm"].User.Password : _bench.Variables.GetValueOrDefault(name);
    }

    private Task<Ran> LoginAsync(params string[] more) => _bench.StartAsync(_town.Login(_bench, "lastfm", "mobile", ["--username", "alice", .. more]));

    private async Task<int> KeptAsync()
    {
        using var list = _bench.Next();
        return (await list.StartAsync("list", "--json")).Json.GetArrayLength();
    }
}
