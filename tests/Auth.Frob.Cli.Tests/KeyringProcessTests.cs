using Auth.Frob.Desktop.Tests.Keys;

namespace Auth.Frob.Cli.Tests;

/// <summary>The command with a real keyring: unlocked, locked, gone.</summary>
public sealed class KeyringProcessTests : IAsyncLifetime, IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("frob-cli-").FullName;
    private SecretServiceBus _bus = null!;

    public async Task InitializeAsync() => _bus = await SecretServiceBus.UnlockedAsync();

    public async Task DisposeAsync() => await _bus.DisposeAsync();

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task What_the_keyring_protects_is_read_while_it_is_open_and_told_with_its_own_remedy_while_it_is_not()
    {
        (await RunAsync("configure lastfm --api-key k --secret sesame")).Exit.Should().Be(ExitCode.Done);
        (await RunAsync("configure lastfm --show")).Output.Should().Contain("api key      k");
        Verdict(await RunAsync("doctor --json")).Should().Be("ok");
        await _bus.OrderAsync("lock_keyring");
        foreach (var line in new[] { "list", "configure lastfm --show", "call lastfm user.getInfo" })
            Refused(await RunAsync(line), "locked");
        Verdict(await RunAsync("doctor --json")).Should().Be("warn");
        Refused(await RunAsync("list", bus: ""), "There is no session bus");
        File.Exists(Path.Combine(_home, "store", "key")).Should().BeFalse("no key file took the keyring's place");
    }

    private static void Refused(Ran ran, string why)
    {
        ran.Exit.Should().Be(ExitCode.Store, ran.Output + ran.Error);
        ran.Error.Should().Contain("were written with the keyring, which can't be used now").And.Contain(why);
        ran.Error.TrimEnd().Split('\n').Should().HaveCount(2, "a sentence and a remedy");
    }

    private static string? Verdict(Ran ran) => ran.Json.GetProperty("checks").EnumerateArray()
        .Single(static c => c.GetProperty("check").GetString() == "keyring").GetProperty("verdict").GetString();

    private async Task<Ran> RunAsync(string line, string? bus = null)
    {
        using var process = FrobProcess.Start(line.Split(' '), new Dictionary<string, string>
        {
            ["FROB_STORE"] = Path.Combine(_home, "store"), ["FROB_KEY_SOURCE"] = "auto", ["DBUS_SESSION_BUS_ADDRESS"] = bus ?? _bus.Address,
        });
        return await process.EndAsync();
    }
}
