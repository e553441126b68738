using System.Collections.Immutable;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Application keys beside the grants, and the probe that touches neither.</summary>
public sealed class AppKeysAndProbeTests : IDisposable
{
    private static readonly KeptAppKey Key = new("k-1", new("s-1"), ImmutableSortedDictionary<string, string>.Empty.Add("api", "https://example.org/"));
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task What_is_kept_is_found_listed_replaced_and_forgotten()
    {
        var keys = _bench.OpenAppKeys();
        (await keys.FindAsync("a")).Should().BeNull();
        (await keys.ListAsync()).Should().BeEmpty();
        (await keys.RemoveAsync("a")).Should().BeFalse();
        Directory.Exists(_bench.Directory).Should().BeFalse("asking makes nothing");
        await keys.PutAsync("b", Key);
        await keys.PutAsync("a", Key);
        await keys.PutAsync("a", Key with { ApiKey = "k-2", SharedSecret = null });
        var found = (await keys.FindAsync("a"))!;
        (found.ApiKey, found.SharedSecret, found.Settings["api"]).Should().Be(("k-2", null, "https://example.org/"));
        (await keys.FindAsync("b"))!.SharedSecret!.Reveal().Should().Be("s-1");
        (await keys.ListAsync()).Should().Equal("a", "b");
        (await keys.RemoveAsync("a")).Should().BeTrue();
        (await keys.RemoveAsync("a")).Should().BeFalse();
        (await keys.ListAsync()).Should().Equal("b");
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_is_said_and_put_aside_by_the_next()
    {
        var keys = _bench.OpenAppKeys();
        await keys.PutAsync("a", Key);
        var path = _bench.Entry(".appkey");
        await File.WriteAllTextAsync(path, "garbage");
        (await FluentActions.Awaiting(() => keys.FindAsync("a").AsTask()).Should().ThrowAsync<StoreException>())
            .Which.Message.Should().Be("What is kept as key of 'a' can't be read, because the file is no entry, or its beginning is damaged.");
        await keys.PutAsync("a", Key);
        (await File.ReadAllTextAsync(path + ".unreadable-1")).Should().Be("garbage");
        (await keys.FindAsync("a"))!.ApiKey.Should().Be("k-1");
    }

    [Fact]
    public async Task A_grant_is_no_key_of_an_application()
    {
        using var store = _bench.Open();
        var grant = await _bench.KeepAsync(store);
        await _bench.OpenAppKeys().PutAsync("lastfm", Key);
        File.Copy(grant, _bench.Entry(".appkey"), overwrite: true);
        (await FluentActions.Awaiting(() => _bench.OpenAppKeys().FindAsync("lastfm").AsTask()).Should().ThrowAsync<StoreException>())
            .Which.Message.Should().Contain("the file is no entry");
    }

    [Fact]
    public async Task A_probe_leaves_what_is_there_and_nothing_else()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        await File.WriteAllTextAsync(path + ".tmp-0123", "left by a killed writer");
        var before = await File.ReadAllBytesAsync(path);
        (await store.ProbeAsync()).Should().BeNull();
        (await File.ReadAllBytesAsync(path)).Should().Equal(before);
        Directory.GetFiles(_bench.Directory).Select(static file => Path.GetFileName(file))
            .Should().BeEquivalentTo([Path.GetFileName(path), "names", "lock", "lock.holder"]);
    }

    [Fact]
    public async Task After_the_end_nothing_is_told()
    {
        var store = _bench.Open();
        var told = new SemaphoreSlim(0);
        store.Changed += (_, _) => told.Release();
        await _bench.KeepAsync(store);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await told.WaitAsync(patience.Token);
        var late = 0;
        store.Changed += (_, _) => late++;
        store.Dispose();
        await store.RemoveAsync(StoreBench.Alice);
        using var other = _bench.Open();
        other.Changed += (_, _) => told.Release();
        await _bench.KeepAsync(other);
        await told.WaitAsync(patience.Token);
        late.Should().BeLessThanOrEqualTo(1, "only what was under way before the end");
    }

    [Fact]
    public async Task A_source_that_gives_another_key_back_is_found_out_by_the_probe_and_leaves_nothing()
    {
        using var store = _bench.Open(new ForgetfulSource());
        var fault = (await store.ProbeAsync())!;
        fault.Message.Should().Contain("can't be read again").And.Contain("written with another key");
        fault.Remedy.Should().Contain("source of keys");
        Directory.GetFiles(_bench.Directory, "*.probe").Should().BeEmpty();
    }

    private sealed class ForgetfulSource : KeySource
    {
        public override string Name => "forgetful";

        public override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new StoreKey("forgetful:1", new byte[StoreKey.Size]));

        public override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<StoreKey?>(new StoreKey(id, [1, .. new byte[StoreKey.Size - 1]]));
    }
}
