using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;

namespace Auth.Frob.PostgreSql.Tests.Grants;

/// <summary>What can't be read is said, kept, and never lost without a word.</summary>
public sealed class UnreadableTests : IAsyncLifetime
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly string _schema = TestDatabase.NewSchema();
    private readonly KeysInMemory _keys = new();
    private string _server = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _server = (await TestDatabase.ClusterAsync()).ConnectionString;
        _node = Node.Make(_server, _schema, null, _keys);
        await _node.Grants.PutAsync(Key, TestGrant.Of("canary-token"));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Another_key_ring_says_so_and_the_right_one_still_reads()
    {
        await using var stranger = Node.Make(_server, _schema, null, new KeysInMemory());
        var found = (await stranger.Grants.FindAsync(Key))!;
        found.Grant.Should().BeNull();
        found.Health.Kind.Should().Be(GrantHealthKind.Unreadable);
        found.Health.Why.Should().Contain("key ring").And.NotContain("alice");
        (await stranger.Grants.ListAsync("user-1")).Should().ContainSingle().Which.Should().Be(found);
        stranger.Log.Ids.Should().Contain(3005);
        (await stranger.Grants.MarkAsync(Key, found.Version, GrantHealth.Dead("x", DateTimeOffset.UnixEpoch))).Should().BeNull();
        (await _node.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be("canary-token");
    }

    [Theory]
    [InlineData("envelope = substring(envelope FROM 1 FOR 30)", "key ring")]
    [InlineData("envelope = set_byte(envelope, 60, 255 - get_byte(envelope, 60))", "key ring")]
    [InlineData("envelope = ''", "key ring")]
    [InlineData("format = 2", "newer")]
    [InlineData("owner = 'user-2'", "key ring", "user-2")]
    [InlineData("account = 'bob'", "key ring", "user-1", "bob")]
    public async Task A_row_that_was_cut_changed_moved_or_is_newer_is_unreadable(string change, string why, string owner = "user-1", string account = "alice")
    {
        await ExecuteAsync($"UPDATE {_schema}.grants SET {change}");
        var found = (await _node.Grants.FindAsync(Key with { Owner = owner, Account = account }))!;
        (found.Grant, found.Health.Kind).Should().Be((null, GrantHealthKind.Unreadable));
        found.Health.Why.Should().Contain(why);
    }

    [Fact]
    public async Task A_new_sign_in_sets_the_old_bytes_aside_and_removing_removes_them_too()
    {
        var old = await BytesAsync("grants");
        await using var stranger = Node.Make(_server, _schema, null, new KeysInMemory());
        (await stranger.Grants.PutAsync(Key, TestGrant.Of("t-2"))).Should().NotBeNull();
        (await stranger.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be("t-2");
        (await BytesAsync("unreadable_grants")).Should().Equal(old);
        stranger.Log.Ids.Should().Contain(3006);
        (await stranger.Grants.PutAsync(Key, TestGrant.Of("t-3"))).Should().NotBeNull();
        (await CountAsync("unreadable_grants")).Should().Be(1, "what can be read is replaced");
        (await stranger.Grants.RemoveAsync(Key)).Should().BeTrue();
        (await CountAsync("unreadable_grants")).Should().Be(0);
    }

    [Fact]
    public async Task A_readable_grant_that_is_replaced_leaves_nothing_behind()
    {
        await _node.Grants.PutAsync(Key, TestGrant.Of("t-2"));
        (await CountAsync("unreadable_grants")).Should().Be(0);
    }

    [Fact]
    public async Task Of_many_who_sign_in_anew_over_an_unreadable_one_its_bytes_are_set_aside_once()
    {
        await ExecuteAsync($"UPDATE {_schema}.grants SET format = 2");
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () => await _node.Grants.PutAsync(Key, TestGrant.Of($"t-{i}")))));
        (await CountAsync("unreadable_grants")).Should().Be(1);
        (await _node.Grants.FindAsync(Key))!.Health.Should().Be(GrantHealth.Live);
    }

    [Fact]
    public async Task A_key_that_the_database_can_not_keep_is_refused_without_its_value()
    {
        foreach (var account in new[] { "canary\0", "canary\ud800", "canary" + new string('x', 800) })
        {
            var putting = async () => await _node.Grants.PutAsync(Key with { Account = account }, TestGrant.Of("t"));
            (await putting.Should().ThrowAsync<ArgumentException>()).Which.ToString().Should().NotContain("canary");
            (await _node.Grants.FindAsync(Key with { Account = account })).Should().BeNull("there is nothing under it");
            (await _node.Grants.RemoveAsync(Key with { Account = account })).Should().BeFalse();
            (await _node.Grants.ListAsync(account)).Should().BeEmpty();
        }
        var longest = new GrantKey("lastfm", new string('a', 800), new string('b', 800));
        (await _node.Grants.PutAsync(longest, TestGrant.Of("t"))).Should().NotBeNull();
    }

    private Task ExecuteAsync(string sql) => TestDatabase.ExecuteAsync(_server, sql);

    private Task<long> CountAsync(string table) => TestDatabase.ScalarAsync<long>(_server, $"SELECT count(*) FROM {_schema}.{table}");

    private Task<byte[]> BytesAsync(string table) => TestDatabase.ScalarAsync<byte[]>(_server, $"SELECT envelope FROM {_schema}.{table}");
}
