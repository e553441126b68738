using Auth.Frob.Cli.Hosting;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>Several accounts of a service, several instances of a provider, and grants that died or can't be read.</summary>
public sealed class SeveralGrantsTests : IAsyncLifetime, IDisposable
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
    public async Task An_instance_of_its_own_name_is_kept_listed_and_forgotten_beside_the_other()
    {
        (await LoginAsync("alice", _town["lastfm"].User.Password, [.. At(), "--name", "second"])).Exit.Should().Be(ExitCode.Done);
        (await RunAsync("list")).Output.Should().Contain("lastfm as second");
        (await RunAsync("list", "--json")).Json.EnumerateArray().Select(static one => one.GetProperty("instance").GetString()).Should().Equal("lastfm", "second");
        (await RunAsync("whoami", "lastfm", "--name", "second")).Output.Should().StartWith("lastfm as second").And.Contain("alice");
        (await RunAsync([.. "verify lastfm --name second".Split(' '), .. At()])).Output.Should().Contain("live");
        (await RunAsync([.. "call lastfm user.getInfo --name second".Split(' '), .. At()])).Output.Should().Contain("alice");
        (await RunAsync("logout", "lastfm", "--name", "second")).Output.Should().Contain("Forgotten here: second alice.");
        (await RunAsync("list", "--json")).Json.GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_call_is_made_in_the_name_of_the_account_that_is_asked_for()
    {
        await SecondAsync();
        (await RunAsync("call", "lastfm", "user.getInfo")).Error.Should().Contain("Several accounts are kept for lastfm: alice, bob.");
        var ran = await RunAsync("call", "lastfm", "user.getInfo", "--account", "bob");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Json.GetProperty("user").GetProperty("name").GetString().Should().Be("bob");
    }

    [Fact]
    public async Task Logout_of_all_forgets_every_account_of_the_service()
    {
        await SecondAsync();
        var ran = await RunAsync("logout", "lastfm", "--all");
        ran.Output.Should().Contain("Forgotten here: lastfm alice, bob.");
        (await RunAsync("list", "--json")).Json.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task What_was_dead_and_is_good_again_is_live_again()
    {
        var faults = _town["lastfm"].Route.Service.Faults;
        faults.Always("user.getInfo", Fault.Code(9));
        (await RunAsync("verify")).Exit.Should().Be(ExitCode.Refused);
        (await RunAsync("list", "--json")).Json[0].GetProperty("health").GetString().Should().Be("dead");
        faults.Clear();
        (await RunAsync("verify")).Exit.Should().Be(ExitCode.Done);
        (await RunAsync("list", "--json")).Json[0].GetProperty("health").GetString().Should().Be("live");
        (await RunAsync("whoami")).Exit.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task What_another_key_wrote_is_listed_with_the_reason_and_the_others_with_their_accounts()
    {
        using (var other = new CommandBench { Key = new KeyInMemory { Called = "elsewhere" }, Variables = { ["FROB_STORE"] = _bench.Store } })
        {
            other.Around = other.Around with
            {
                OpenStore = (order, _) => ValueTask.FromResult(new CommandStore(new() { Directory = order.Directory, Keys = [other.Key, _bench.Key] })),
            };
            _town["lastfm"].Route.Service.Accounts.Put(new SimulatedUser("bob", "bobs-password"));
            other.Variables["FROB_PASSWORD"] = "bobs-password";
            (await other.StartAsync("login", "lastfm", "--flow", "mobile", "--username", "bob")).Exit.Should().Be(ExitCode.Done);
        }
        var listed = (await RunAsync("list", "--json")).Json.EnumerateArray().ToArray();
        listed.Should().HaveCount(2);
        var unreadable = listed.Single(static one => one.GetProperty("health").GetString() == "unreadable");
        unreadable.GetProperty("instance").GetString().Should().Be("lastfm");
        unreadable.GetProperty("why").GetString().Should().Be("its key comes from 'elsewhere', and this store does not ask there: name that key source");
        (await RunAsync("list")).Output.Should().Contain("alice").And.Contain("unreadable: its key comes from");
        (await RunAsync("doctor", "lastfm", "--json")).Output.Should().Contain("One for lastfm can't be read: its key comes from");
    }

    private async Task SecondAsync()
    {
        _town["lastfm"].Route.Service.Accounts.Put(new SimulatedUser("bob", "bobs-password"));
        (await LoginAsync("bob", "bobs-password")).Exit.Should().Be(ExitCode.Done);
    }

    private async Task<Ran> LoginAsync(string user, string password, params string[] more)
    {
        using var login = _bench.Next();
        login.Variables["FROB_PASSWORD"] = password;
        return await login.StartAsync(["login", "lastfm", "--flow", "mobile", "--username", user, .. more]);
    }

    // Another instance has no kept key: the line says which.
    private string[] At() => [.. _town["lastfm"].Addresses(_town.Address).SelectMany(static a => new[] { "--set", $"{a.Setting}={a.Address}" }),
        "--api-key", _town["lastfm"].App.Key, "--secret", _town["lastfm"].App.Secret];

    private async Task<Ran> RunAsync(params string[] args)
    {
        using var bench = _bench.Next();
        bench.Input.End();
        return await bench.StartAsync(args);
    }
}
