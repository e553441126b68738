using System.Collections.Immutable;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>How often a store asks its sources, which of them its entries need, and whose words a failing one is told by.</summary>
public sealed class KeyQuestionsTests : IDisposable
{
    private static readonly StoreException Locked = new("The keyring is locked.", "Unlock it.");
    private readonly StoreBench _bench = new();
    private readonly CountedSource _source = new("secret-service");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_source_is_asked_once_for_a_key_however_many_entries_name_it()
    {
        using var store = _bench.Open(_source);
        await KeepAsync(store, 20);
        var asked = _source.Asked;
        asked.Should().BeLessThanOrEqualTo(1);
        using var again = _bench.Open(_source);
        (await again.ListAllAsync()).Should().HaveCount(20).And.OnlyContain(static kept => kept.Grant != null);
        (await again.ListAllAsync()).Should().HaveCount(20);
        (await again.FindAsync(KeyOf(3)))!.Grant.Should().NotBeNull();
        (_source.Asked - asked).Should().Be(1);
    }

    [Fact]
    public async Task A_source_that_fails_is_asked_once_for_a_list_and_again_for_the_next()
    {
        using var store = _bench.Open(_source);
        await KeepAsync(store, 5);
        using var again = _bench.Open(_source);
        var before = _source.Asked;
        _source.Fault = Locked;
        (await again.ListAllAsync()).Should().HaveCount(5)
            .And.OnlyContain(static kept => kept.Health.Why == "its key can't be had. The keyring is locked. Unlock it.");
        (_source.Asked - before).Should().Be(1);
        _source.Fault = null;
        _source.IsLost = true;
        (await again.ListAllAsync()).Should().OnlyContain(static kept => kept.Health.Why!.StartsWith("it belongs to another key"));
        (_source.Asked - before).Should().Be(2);
        _source.IsLost = false;
        (await again.ListAllAsync()).Should().OnlyContain(static kept => kept.Grant != null, "what failed is not remembered");
    }

    [Fact]
    public async Task After_the_end_of_a_store_no_key_is_known()
    {
        var store = _bench.Open(_source);
        await KeepAsync(store, 1);
        (await store.FindAsync(KeyOf(0)))!.Grant.Should().NotBeNull();
        store.Dispose();
        var before = _source.Asked;
        (await store.FindAsync(KeyOf(0)))!.Grant.Should().NotBeNull("the source's own key was not cleared");
        (await store.FindAsync(KeyOf(0)))!.Grant.Should().NotBeNull();
        (_source.Asked - before).Should().Be(2);
    }

    [Fact]
    public void No_more_keys_are_known_than_a_few_and_what_is_given_is_a_copy()
    {
        using var known = new KnownKeys();
        for (var n = 0; n <= KnownKeys.Most; n++)
            known.Add("s", new StoreKey($"k{n}", new byte[StoreKey.Size]));
        known.Find("s", "k0").Should().BeNull();
        var last = $"k{KnownKeys.Most}";
        known.Find("s", last).Should().NotBeNull().And.NotBeSameAs(known.Find("s", last));
        known.Find("t", last).Should().BeNull("it is another source's");
        known.Dispose();
        known.Find("s", last).Should().BeNull();
    }

    [Fact]
    public async Task The_sources_that_entries_need_are_told_without_any_key()
    {
        (await FileGrantStore.KeySourcesInUseAsync(_bench.Directory)).Should().BeEmpty();
        Directory.Exists(_bench.Directory).Should().BeFalse("asking makes nothing");
        using (var store = _bench.Open(_source))
            await KeepAsync(store, 2);
        (await FileGrantStore.KeySourcesInUseAsync(_bench.Directory)).Should().Equal("secret-service");
        using (var keys = _bench.OpenAppKeys())
            await keys.PutAsync("a", new KeptAppKey("k", null, ImmutableSortedDictionary<string, string>.Empty));
        await File.WriteAllTextAsync(Path.Combine(_bench.Directory, "0.grant"), "garbage");
        var before = _source.Asked;
        (await FileGrantStore.KeySourcesInUseAsync(_bench.Directory)).Should().Equal("key-file", "secret-service");
        _source.Asked.Should().Be(before);
    }

    [Fact]
    public async Task A_source_that_fails_gives_its_own_remedy_with_an_applications_key()
    {
        using var keys = _bench.OpenAppKeys(_source);
        await keys.PutAsync("a", new KeptAppKey("k", null, ImmutableSortedDictionary<string, string>.Empty));
        _source.Fault = Locked;
        var told = (await FluentActions.Awaiting(() => keys.FindAsync("a").AsTask()).Should().ThrowAsync<StoreException>()).Which;
        (told.Message, told.Remedy).Should().Be(("What is kept as key of 'a' can't be read. The keyring is locked.", "Unlock it."));
    }

    private static GrantKey KeyOf(int number) => new("lastfm", $"account-{number}");

    private static async Task KeepAsync(FileGrantStore store, int count)
    {
        for (var n = 0; n < count; n++)
            await store.PutAsync(KeyOf(n), StoreBench.Grant($"t-{n}", "lastfm"));
    }
}
