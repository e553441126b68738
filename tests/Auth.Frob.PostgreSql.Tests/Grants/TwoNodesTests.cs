using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;

namespace Auth.Frob.PostgreSql.Tests.Grants;

/// <summary>Two nodes with connections of their own, one database.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private Node _one = null!, _other = null!;

    public async Task InitializeAsync()
    {
        var schema = TestDatabase.NewSchema();
        (_one, _other) = (await Node.MakeAsync(schema), await Node.MakeAsync(schema));
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_keeps_the_other_reads_marks_and_removes()
    {
        var kept = (await _one.Grants.PutAsync(Key, TestGrant.Of("t-1")))!;
        var found = (await _other.Grants.FindAsync(Key))!;
        (found.Grant!.Token.Reveal(), found.Version, found.Health).Should().Be(("t-1", kept.Version, GrantHealth.Live));
        (await _other.Grants.MarkAsync(Key, kept.Version, GrantHealth.Dead("over", DateTimeOffset.UnixEpoch))).Should().NotBeNull();
        (await _one.Grants.FindAsync(Key))!.Health.Should().Be(GrantHealth.Dead("over", DateTimeOffset.UnixEpoch));
        (await _one.Grants.PutAsync(Key, TestGrant.Of("t-2"), kept.Version)).Should().BeNull();
        (await _other.Grants.RemoveAsync(Key)).Should().BeTrue();
        (await _one.Grants.ListAsync("user-1")).Should().BeEmpty();
    }

    [Fact]
    public async Task Of_writers_on_two_nodes_one_replaces_a_version()
    {
        var version = "";
        for (var round = 0; round < 10; round++)
        {
            var newest = version;
            var written = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () =>
                await (i % 2 == 0 ? _one : _other).Grants.PutAsync(Key, TestGrant.Of($"t-{i}"), newest))));
            var winner = written.OfType<StoredGrant>().Should().ContainSingle().Which;
            (await _one.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be(winner.Grant!.Token.Reveal());
            version = winner.Version;
        }
    }

    [Fact]
    public async Task Writers_who_replace_whatever_is_there_all_succeed_and_the_last_stays()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(async () =>
            (await (i % 2 == 0 ? _one : _other).Grants.PutAsync(Key, TestGrant.Of($"t-{i}")))!)));
        var last = (await _one.Grants.FindAsync(Key))!;
        written.Should().ContainSingle(stored => stored.Version == last.Version).Which.Grant!.Token.Should().Be(last.Grant!.Token);
        (await _other.Grants.ListAsync("user-1")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_thousand_users_at_once_lose_and_mix_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () =>
            await (i % 2 == 0 ? _one : _other).Grants.PutAsync(new GrantKey("lastfm", $"a{i}", $"u{i}"), TestGrant.Of($"t-{i}"), ""))));
        var listed = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () =>
            (await (i % 2 == 0 ? _other : _one).Grants.ListAsync($"u{i}")).Single())));
        listed.Select(static s => $"{s.Key.Account} {s.Grant!.Token.Reveal()}").Should().Equal(Enumerable.Range(0, 1000).Select(static i => $"a{i} t-{i}"));
    }
}
