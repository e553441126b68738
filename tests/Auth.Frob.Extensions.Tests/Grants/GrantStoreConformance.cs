using System.Text.Json;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Extensions.Tests.Grants;

/// <summary>
/// What every store of grants promises. Compile GrantStoreConformance*.cs in beside a store, derive from it, and give it an empty store for each test.
/// </summary>
public abstract partial class GrantStoreConformance
{
    private static readonly GrantKey Alice = new("lastfm", "alice", "tenant");
    private static readonly GrantHealth Dead = GrantHealth.Dead("the service says so", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>Makes a store in which nothing is kept.</summary>
    protected abstract ValueTask<IGrantStore> MakeAsync();

    /// <summary>A grant as its envelope writes it.</summary>
    protected static Grant Grant(string token, string instance = "lastfm", IReadOnlyDictionary<string, string>? extras = null) => Outcomes.Grant.FromEnvelope(
        $$"""
        {"grant":1,"origin":{"instance":{{Json(instance)}},"provider":"lastfm","flow":"desktop","keyPrint":"0123456789ab"},
        "credential":{"token":{{Json(token)}},"grantedAt":"2026-01-01T00:00:00.0000001+02:00","tokenSecret":{{Json(token + "-second")}},
        "refreshToken":{{Json(token + "-again")}},"expiresAt":"2026-02-01T00:00:00+00:00"},
        "account":{"id":"7","name":"alice","displayName":"Alice É"},"permissions":{"doc":"write","odd":"wörd"},
        "extras":{{JsonSerializer.Serialize(extras ?? new Dictionary<string, string>())}}}
        """);

    [Fact]
    public async Task What_was_never_kept_is_not_found()
    {
        var store = await MakeAsync();
        (await store.FindAsync(Alice)).Should().BeNull();
        (await store.ListAsync(null)).Should().BeEmpty();
        (await store.ListAsync("tenant")).Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_kept_is_found_live_with_its_version()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        kept.Version.Should().NotBeNullOrEmpty();
        Expect(kept, "t-1", GrantHealth.Live);
        var found = (await store.FindAsync(Alice))!;
        Expect(found, "t-1", GrantHealth.Live);
        (found.Key, found.Version).Should().Be((Alice, kept.Version));
    }

    [Fact]
    public async Task A_grant_comes_back_byte_for_byte()
    {
        var store = await MakeAsync();
        var extras = new Dictionary<string, string> { ["näme"] = "Ärger 雪 🎵 \"\\/\r\n\t<&>'", ["empty"] = "", ["A"] = "1", ["a"] = "2" };
        foreach (var token in new[] { "t", "ÄÖ-雪-🎵-\"\\'<&>%00+/=", new string('x', 100_000), "  spaces  ", "e\u0301 \u00e9" })
        {
            var grant = Grant(token, "lastfm", extras);
            await store.PutAsync(Alice, grant);
            var found = (await store.FindAsync(Alice))!.Grant!;
            found.ToEnvelope().Should().Be(grant.ToEnvelope());
            (found.Token.Reveal(), found.ExpiresAt, found.Permissions).Should().Be((token, grant.ExpiresAt, grant.Permissions));
            found.Extras.Should().Equal(extras);
        }
    }

    [Fact]
    public async Task Without_a_version_whatever_is_there_is_replaced()
    {
        var store = await MakeAsync();
        var first = await PutAsync(store, "t-1");
        var second = await PutAsync(store, "t-2");
        second.Version.Should().NotBe(first.Version);
        Expect(await store.FindAsync(Alice), "t-2", GrantHealth.Live);
    }

    [Fact]
    public async Task The_newest_version_is_replaced_and_an_older_one_writes_nothing()
    {
        var store = await MakeAsync();
        var first = await PutAsync(store, "t-1");
        (await store.PutAsync(Alice, Grant("t-2"), first.Version)).Should().NotBeNull();
        (await store.PutAsync(Alice, Grant("t-3"), first.Version)).Should().BeNull();
        (await store.PutAsync(Alice, Grant("t-3"), "no version of anything")).Should().BeNull();
        Expect(await store.FindAsync(Alice), "t-2", GrantHealth.Live);
    }

    [Fact]
    public async Task An_empty_version_writes_only_where_none_is_kept()
    {
        var store = await MakeAsync();
        (await store.PutAsync(Alice, Grant("t-1"), "")).Should().NotBeNull();
        (await store.PutAsync(Alice, Grant("t-2"), "")).Should().BeNull();
        Expect(await store.FindAsync(Alice), "t-1", GrantHealth.Live);
    }

    [Fact]
    public async Task A_version_is_no_version_of_another_key_and_none_of_what_is_gone()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        (await store.PutAsync(Alice with { Account = "bob" }, Grant("t-2"), kept.Version)).Should().BeNull();
        (await store.FindAsync(Alice with { Account = "bob" })).Should().BeNull();
        await store.RemoveAsync(Alice);
        (await store.PutAsync(Alice, Grant("t-2"), kept.Version)).Should().BeNull();
        (await store.FindAsync(Alice)).Should().BeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_sign_in_clears_a_mark(bool withVersion)
    {
        var store = await MakeAsync();
        var marked = (await store.MarkAsync(Alice, (await PutAsync(store, "t-1")).Version, Dead))!;
        (await store.PutAsync(Alice, Grant("t-2"), withVersion ? marked.Version : null)).Should().NotBeNull();
        Expect(await store.FindAsync(Alice), "t-2", GrantHealth.Live);
    }

    [Fact]
    public async Task A_key_of_another_instance_is_refused_and_nothing_is_written()
    {
        var store = await MakeAsync();
        foreach (var instance in new[] { "librefm", "LastFm" })
        {
            var putting = async () => await store.PutAsync(Alice, Grant("canary-1", instance));
            (await putting.Should().ThrowAsync<ArgumentException>()).Which.ToString().Should().NotContain("canary").And.NotContain("alice");
        }
        (await store.FindAsync(Alice)).Should().BeNull();
    }

    [Fact]
    public async Task An_owners_grants_are_listed_in_ordinal_order_dead_ones_too()
    {
        var store = await MakeAsync();
        foreach (var (instance, account) in new[] { ("b", "1"), ("a", "é"), ("a", "b"), ("a", "B"), ("Z", "z"), ("a", "") })
        {
            var kept = await store.PutAsync(new GrantKey(instance, account, "o"), Grant("t", instance));
            if (account == "b")
                await store.MarkAsync(kept!.Key, kept.Version, Dead);
        }
        await store.PutAsync(new GrantKey("a", "0"), Grant("t", "a"));
        await store.PutAsync(new GrantKey("a", "1", "O"), Grant("t", "a"));
        await store.PutAsync(new GrantKey("a", "2", ""), Grant("t", "a"));
        var listed = await store.ListAsync("o");
        listed.Select(static s => s.Key.Instance + s.Key.Account).Should().Equal("Zz", "a", "aB", "ab", "aé", "b1");
        var dead = listed.Where(static s => s.Health.Kind == GrantHealthKind.Dead).Should().ContainSingle().Which;
        (dead.Key.Account, dead.Grant is null).Should().Be(("b", false));
        (await store.ListAsync(null)).Should().ContainSingle().Which.Key.Account.Should().Be("0");
        (await store.ListAsync("")).Should().ContainSingle().Which.Key.Account.Should().Be("2");
        (await store.ListAsync("nobody")).Should().BeEmpty();
    }

    [Fact]
    public async Task Keys_are_told_apart_by_every_part_and_every_letter()
    {
        var store = await MakeAsync();
        GrantKey[] keys =
        [
            new("a", "b"), new("a", "b", ""), new("a", "b", "c"), new("a", "b", "C"), new("a", "B"), new("A", "b"), new("a", "b:c"), new("a:b", "c"),
            new("a", "b/c"), new("a", "b\\c"), new("a", "../a/b"), new("a", "é"), new("a", "e\u0301"), new("a", ""), new("a", " b"), new("a", "b "), new("a", "b%20"),
        ];
        foreach (var (key, index) in keys.Select(static (key, index) => (key, index)))
            await store.PutAsync(key, Grant($"t-{index}", key.Instance), "");
        foreach (var (key, index) in keys.Select(static (key, index) => (key, index)))
            (await store.FindAsync(key))!.Grant!.Token.Reveal().Should().Be($"t-{index}");
        await store.RemoveAsync(keys[0]);
        (await store.FindAsync(keys[1])).Should().NotBeNull();
    }

    [Fact]
    public async Task A_mark_is_kept_for_the_version_that_was_used_and_taken_back_for_the_next()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        var marked = (await store.MarkAsync(Alice, kept.Version, Dead))!;
        Expect(marked, "t-1", Dead);
        Expect(await store.FindAsync(Alice), "t-1", Dead);
        (await store.MarkAsync(Alice, kept.Version, GrantHealth.Live)).Should().BeNull();
        Expect(await store.FindAsync(Alice), "t-1", Dead);
        Expect(await store.MarkAsync(Alice, marked.Version, GrantHealth.Live), "t-1", GrantHealth.Live);
        Expect(await store.FindAsync(Alice), "t-1", GrantHealth.Live);
    }

    [Fact]
    public async Task Nothing_is_marked_where_nothing_is_kept_and_no_version_is_no_version()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        (await store.MarkAsync(Alice with { Account = "bob" }, kept.Version, Dead)).Should().BeNull();
        (await store.MarkAsync(Alice, "", Dead)).Should().BeNull();
        await store.RemoveAsync(Alice);
        (await store.MarkAsync(Alice, kept.Version, Dead)).Should().BeNull();
        (await store.FindAsync(Alice)).Should().BeNull();
    }

    [Fact]
    public async Task A_store_is_not_told_that_a_grant_is_unreadable()
    {
        var store = await MakeAsync();
        var kept = await PutAsync(store, "t-1");
        var marking = async () => await store.MarkAsync(Alice, kept.Version, GrantHealth.Unreadable("no"));
        await marking.Should().ThrowAsync<ArgumentException>();
        Expect(await store.FindAsync(Alice), "t-1", GrantHealth.Live);
    }

    [Fact]
    public async Task What_is_removed_is_gone_and_can_be_removed_once()
    {
        var store = await MakeAsync();
        await PutAsync(store, "t-1");
        (await store.RemoveAsync(Alice with { Owner = null })).Should().BeFalse();
        (await store.RemoveAsync(Alice)).Should().BeTrue();
        (await store.RemoveAsync(Alice)).Should().BeFalse();
        (await store.FindAsync(Alice)).Should().BeNull();
        (await store.ListAsync(Alice.Owner)).Should().BeEmpty();
    }

    [Fact]
    public async Task No_write_has_the_version_of_another()
    {
        var store = await MakeAsync();
        var seen = new List<string>();
        for (var round = 0; round < 5; round++)
        {
            seen.Add((await PutAsync(store, "t")).Version);
            seen.Add((await PutAsync(store, "t")).Version);
            seen.Add((await store.MarkAsync(Alice, seen[^1], GrantHealth.Live))!.Version);
            seen.Add((await store.MarkAsync(Alice, seen[^1], Dead))!.Version);
            seen.Add((await store.MarkAsync(Alice, seen[^1], Dead))!.Version);
            (await store.FindAsync(Alice))!.Version.Should().Be(seen[^1]);
            await store.RemoveAsync(Alice);
        }
        seen.Should().OnlyHaveUniqueItems().And.NotContain("");
    }

    private static async Task<StoredGrant> PutAsync(IGrantStore store, string token) => (await store.PutAsync(Alice, Grant(token)))!;

    private static void Expect(StoredGrant? stored, string token, GrantHealth health) =>
        (stored!.Grant!.Token.Reveal(), stored.Health).Should().Be((token, health));

    private static string Json(string text) => JsonSerializer.Serialize(text);
}
