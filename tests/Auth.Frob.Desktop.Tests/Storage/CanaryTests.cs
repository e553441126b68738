using System.Collections.Immutable;
using System.Text;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>What the store's files give away: nothing but which instances there are.</summary>
public sealed class CanaryTests : IDisposable
{
    private static readonly string[] Secrets =
        ["canary-token", "canary-second", "canary-alice", "canary-owner", "canary-name", "canary-shared", "canary-key", "canary-why", "canary-passphrase"];

    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_files_hold_no_canary_in_any_writing()
    {
        using var store = _bench.Open(_bench.Keys, new PassphraseSource(new("canary-passphrase"), Path.Combine(_bench.Home, "salt")));
        await FillAsync(store, _bench.OpenAppKeys());
        using var other = _bench.Open(new PassphraseSource(new("canary-passphrase"), Path.Combine(_bench.Home, "salt")));
        await other.PutAsync(StoreBench.Alice with { Account = "canary-alice-2" }, StoreBench.Grant("canary-token", "lastfm"));
        var files = Directory.GetFiles(_bench.Home, "*", SearchOption.AllDirectories);
        files.Should().HaveCountGreaterThan(5);
        foreach (var file in files)
            FoundIn(file, await File.ReadAllBytesAsync(file)).Should().BeNull("{0} gives it away", file);
    }

    [Fact]
    public async Task In_plain_text_everything_would_be_found()
    {
        // The search finds what is there: else the other test would say nothing.
        await FillAsync(_bench.Open(), _bench.OpenAppKeys());
        foreach (var hidden in Writings("canary-token").Append(Encoding.UTF8.GetBytes("xx " + Convert.ToBase64String("ab canary-token"u8))))
            FoundIn("x", [1, 2, .. hidden, 3]).Should().Be("canary-token");
        FoundIn("/x/" + Convert.ToHexStringLower("canary-owner"u8), []).Should().Be("canary-owner");
    }

    [Fact]
    public async Task Nothing_says_a_key_or_an_account()
    {
        using var store = _bench.Open();
        await _bench.KeepAsync(store);
        var key = await _bench.Keys.ForWritingAsync();
        var bytes = await File.ReadAllBytesAsync(_bench.Keys.Path);
        $"{key}".Should().Be(key.Id).And.NotContainEquivalentOf(Convert.ToHexString(bytes[^32..]));
        var kept = new KeptAppKey("k", new("canary-shared"), ImmutableSortedDictionary<string, string>.Empty);
        foreach (var thing in new object[] { store, key, _bench.Keys, kept, new PassphraseSource(new("canary-passphrase")), (await store.ListAllAsync())[0] })
            $"{thing}".Should().NotContain("canary");
    }

    private static async Task FillAsync(FileGrantStore store, FileAppKeyStore keys)
    {
        var kept = await store.PutAsync(StoreBench.Alice, StoreBench.Grant("canary-token", "lastfm"));
        await store.MarkAsync(StoreBench.Alice, kept!.Version, GrantHealth.Dead("canary-why", DateTimeOffset.UnixEpoch));
        await keys.PutAsync("lastfm", new("canary-key", new("canary-shared"), ImmutableSortedDictionary<string, string>.Empty));
    }

    private static string? FoundIn(string file, byte[] bytes) => Secrets.FirstOrDefault(secret =>
        Writings(secret).Any(writing => bytes.AsSpan().IndexOf(writing) >= 0 || file.Contains(Encoding.Latin1.GetString(writing), StringComparison.Ordinal)));

    // In Base64 a text looks different at each of three places; the letters at its ends depend on its neighbours.
    private static IEnumerable<byte[]> Writings(string secret) =>
    [
        Encoding.UTF8.GetBytes(secret), Encoding.Unicode.GetBytes(secret), Encoding.BigEndianUnicode.GetBytes(secret),
        Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(secret))),
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret))),
        .. Enumerable.Range(0, 3).Select(at => Encoding.ASCII.GetBytes(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', at) + secret))[(at == 0 ? 0 : 4)..((at + secret.Length) / 3 * 4)])),
    ];
}
