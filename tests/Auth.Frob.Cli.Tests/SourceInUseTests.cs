using System.Collections.Immutable;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Cli.Tests;

/// <summary>An automatic choice never falls back from what the entries of a store were written with.</summary>
public sealed class SourceInUseTests : IDisposable
{
    private readonly string _store = Path.Combine(Directory.CreateTempSubdirectory("frob-cli-").FullName, "store");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_store)!, recursive: true);

    [Fact]
    public async Task Without_the_keyring_that_they_need_nothing_is_read_or_written()
    {
        using (var keys = new FileAppKeyStore(new FileStoreOptions { Directory = _store, Keys = [new KeyInMemory { Called = "secret-service" }] }))
            await keys.PutAsync("lastfm", new KeptAppKey("k", new("canary-secret"), ImmutableSortedDictionary<string, string>.Empty));
        foreach (var line in new[] { "list", "configure librefm --api-key k --secret sesame", "login lastfm --api-key k --secret s" })
        {
            var ran = await RunAsync(line);
            ran.Exit.Should().Be(ExitCode.Store, ran.Output + ran.Error);
            ran.Error.Should().Contain("The store holds entries that were written with the keyring, which can't be used now: There is no session bus");
        }
        File.Exists(Path.Combine(_store, "key")).Should().BeFalse("no key file took the keyring's place");
        (await RunAsync("configure lastfm --show --key-source key-file")).Error.Should().Contain("There is no session bus").And.Contain("Sign in to a desktop session");
        (await RunAsync("configure librefm --api-key k --secret sesame --key-source key-file")).Exit.Should().Be(ExitCode.Done, "who names a source has it");
    }

    [Fact]
    public async Task A_passphrase_takes_part_where_it_is_given_and_is_missed_where_it_is_not()
    {
        (await RunAsync("configure lastfm --api-key k --secret sesame --key-source passphrase", "canary-passphrase")).Exit.Should().Be(ExitCode.Done);
        var unasked = await RunAsync("list");
        unasked.Exit.Should().Be(ExitCode.Store);
        unasked.Error.Should().Contain("written with a passphrase, and nobody can be asked for it").And.Contain("Give the passphrase");
        (await RunAsync("configure lastfm --show", "canary-passphrase")).Output.Should().Contain("api key      k");
        (await RunAsync("configure librefm --api-key k --secret sesame", "canary-passphrase")).Exit.Should().Be(ExitCode.Done);
        (await FileGrantStore.KeySourcesInUseAsync(_store)).Should().Equal("passphrase");
        (await RunAsync("configure lastfm --show", "another")).Error.Should().Contain("it belongs to another key");
        File.Exists(Path.Combine(_store, "key")).Should().BeFalse("a passphrase is not given up for a file");
    }

    private async Task<Ran> RunAsync(string line, string passphrase = "")
    {
        using var process = FrobProcess.Start(line.Split(' '), new Dictionary<string, string>
        {
            ["FROB_STORE"] = _store, ["FROB_KEY_SOURCE"] = "auto", ["FROB_PASSPHRASE"] = passphrase,
        });
        return await process.EndAsync();
    }
}
