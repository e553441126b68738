using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>A store in a temporary directory, and grants for it.</summary>
internal sealed class StoreBench : IDisposable
{
    public static readonly GrantKey Alice = new("lastfm", "canary-alice", "canary-owner");
    public static readonly GrantKey Bob = new("ipernity", "canary-bob", "canary-owner");
    private readonly TemporaryDirectory _home = new();

    public StoreBench() => Keys = new KeyFileSource(_home.At("key"));

    public KeyFileSource Keys { get; }

    public string Home => _home.Path;

    public string Directory => _home.At("store");

    public static Grant Grant(string token, string instance) => Outcomes.Grant.FromEnvelope(
        $$"""
        {"grant":1,"origin":{"instance":"{{instance}}","provider":"lastfm","flow":"desktop","keyPrint":"0123456789ab"},
        "credential":{"token":"{{token}}","grantedAt":"2026-01-01T00:00:00+00:00","tokenSecret":"canary-second"},
        "account":{"id":"7","name":"canary-name"},"permissions":{},"extras":{} }
        """);

    public FileGrantStore Open(params KeySource[] keys) => new(OptionsOf(keys));

    public FileAppKeyStore OpenAppKeys(params KeySource[] keys) => new(OptionsOf(keys));

    /// <summary>The only file of a kind.</summary>
    public string Entry(string ending = ".grant") => System.IO.Directory.GetFiles(Directory, "*" + ending).Single();

    /// <summary>Keeps one for Alice, and gives its file.</summary>
    public async Task<string> KeepAsync(FileGrantStore store, string token = "canary-token")
    {
        await store.PutAsync(Alice, Grant(token, "lastfm"));
        return Entry();
    }

    public void Dispose() => _home.Dispose();

    private FileStoreOptions OptionsOf(KeySource[] keys) => new() { Directory = Directory, Keys = keys.Length == 0 ? [Keys] : [.. keys] };
}
