using System.Text.Json;
using Auth.Frob.Cli.Diagnosis;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Testing;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync()
    {
        _town = await SimulatedTown.StartAsync();
        _bench.Around = _bench.Around with
        {
            Machine = static () => new DesktopMachine { CanAsk = true, HasTerminal = true, HasDisplay = true, Openers = ["/bin/sh"] },
            Keyring = static () => new SecretServiceSource(new SecretServiceOptions { BusAddress = "unix:path=/nowhere/bus" }),
        };
    }

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_is_in_order_is_said_and_exits_with_0()
    {
        await _town.KeepAsync(_bench, "lastfm");
        var ran = await _bench.StartAsync(["doctor", "lastfm", .. _town.At(_bench, "lastfm")]);
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Output.Should().ContainAll("store", "127.0.0.1 can be listened on", "1 is kept", "key from LASTFM_API_KEY", "(this machine)", "The clock agrees", "Nothing is bad");
        ran.Output.Should().NotContain(_town["lastfm"].App.Key).And.NotContain(_town["lastfm"].App.Secret).And.NotContain("alice");
    }

    [Fact]
    public async Task A_keyring_that_is_not_there_is_worth_a_word_and_no_fault()
    {
        var keyring = Checks(await _bench.StartAsync("doctor", "--json"), "keyring").Single();
        keyring.GetProperty("verdict").GetString().Should().Be("warn");
        keyring.GetProperty("remedy").GetString().Should().Contain("file that only you may read");
    }

    [Fact]
    public async Task A_clock_that_is_off_is_bad()
    {
        _bench.Around = _bench.Around with { Time = new ManualTimeProvider(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)) };
        var ran = await _bench.StartAsync(["doctor", "lastfm", "--json", .. _town.At(_bench, "lastfm")]);
        ran.Exit.Should().Be(ExitCode.Differs);
        Checks(ran, "clock").Single().GetProperty("found").GetString().Should().Contain("behind lastfm's");
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_no_fault_of_this_machine()
    {
        await using var gone = await SimulatedTown.StartAsync();
        var at = gone.At(_bench, "lastfm");
        await gone.CloseAsync();
        var clock = Checks(await _bench.StartAsync(["doctor", "lastfm", "--json", .. at]), "clock").Single();
        clock.GetProperty("verdict").GetString().Should().Be("warn");
        clock.GetProperty("found").GetString().Should().Contain("does not answer");
    }

    [Theory]
    [InlineData(null, "secretsecret", "bad", "LASTFM_API_KEY")]
    [InlineData("samesame", "samesame", "bad", "the same")]
    [InlineData("\"quotedkey\"", "secretsecret", "warn", "quotation")]
    [InlineData("short", "secretsecret", "warn", "very short")]
    public async Task A_key_that_cannot_be_right_is_told(string? key, string secret, string verdict, string found)
    {
        if (key is not null)
            _bench.Variables["LASTFM_API_KEY"] = key;
        _bench.Variables["LASTFM_SHARED_SECRET"] = secret;
        var keys = Checks(await _bench.StartAsync("doctor", "lastfm", "--json", "--api", _town.Address.AbsoluteUri), "keys").Single();
        keys.GetProperty("verdict").GetString().Should().Be(verdict);
        keys.GetProperty("found").GetString().Should().Contain(found).And.NotContain(secret);
    }

    [Fact]
    public async Task Sign_ins_that_cannot_be_used_are_counted()
    {
        var dead = await _town.KeepAsync(_bench, "lastfm");
        using (var store = _bench.OpenStore())
            await store.Grants.MarkAsync(dead.Key, dead.Version, GrantHealth.Dead("revoked", DateTimeOffset.UnixEpoch));
        _bench.Variables["LASTFM_API_KEY"] = "another-key";
        using var elsewhere = new CommandBench();
        var found = Checks(await _bench.StartAsync(["doctor", "lastfm", "--json", .. _town.At(elsewhere, "lastfm")]), "sign-ins")
            .Select(c => c.GetProperty("found").GetString());
        found.Should().Equal("1 is kept.", "One for lastfm is dead: revoked.", "One for lastfm was made with another key or at another address.");
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_bad_and_the_others_are_looked_at_still()
    {
        _bench.Around = _bench.Around with { OpenStore = static (_, _) => ValueTask.FromException<CommandStore>(new StoreException("The keyring is locked.", "Unlock it.")) };
        var ran = await _bench.StartAsync("doctor", "--json");
        ran.Exit.Should().Be(ExitCode.Differs);
        Checks(ran, "store").Single().GetProperty("remedy").GetString().Should().Be("Unlock it.");
        Checks(ran, "loopback").Should().HaveCount(2);
    }

    [Theory]
    [InlineData(0b111_000_000, long.MaxValue, null)]
    [InlineData(0b111_000_001, long.MaxValue, "is open to other people.")]
    [InlineData(0b111_100_000, long.MaxValue, "is open to other people.")]
    [InlineData(0b111_000_000, 4096, "Only 4096 bytes are free there.")]
    public async Task A_store_that_others_may_look_into_and_a_disk_that_is_almost_full_are_told(int mode, long free, string? said)
    {
        using var tried = new TriedStore(_bench.OpenStore(), null);
        var found = await new StoreCheck(tried, _ => free, _ => (UnixFileMode)mode).RunAsync(default);
        found[0].Verdict.Should().Be(Verdict.Ok);
        found.Skip(1).Select(f => f.Found.Replace(_bench.Store + " ", "", StringComparison.Ordinal)).Should().Equal(said is null ? [] : [said]);
        found.Skip(1).Select(static f => f.Remedy).Should().NotContainNulls();
    }

    [Fact]
    public async Task A_browser_that_is_not_there_and_a_machine_without_any_are_told()
    {
        _bench.Around = _bench.Around with { Machine = static () => new DesktopMachine { HasDisplay = true, Openers = ["/nowhere/browser"] } };
        Checks(await _bench.StartAsync("doctor", "--json"), "browser").Single().GetProperty("found").GetString().Should().Contain("/nowhere/browser");
        (await new BrowserCheck(new DesktopMachine { IsRemote = true }, static _ => null).RunAsync(default)).Single()
            .Should().Match<Finding>(f => f.Verdict == Verdict.Warn && f.Found.Contains("SSH"));
    }

    private static IReadOnlyList<JsonElement> Checks(Ran ran, string name) =>
        [.. ran.Json.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("check").GetString() == name)];
}
