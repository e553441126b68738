using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Grants;

/// <summary>Marks that a database can't keep as they are, kinds of another version, and writers who wait for the same row.</summary>
public sealed class StoreEdgeTests : IAsyncLifetime
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly string _schema = TestDatabase.NewSchema();
    private string _server = null!, _version = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _server = (await TestDatabase.ClusterAsync()).ConnectionString;
        _node = Node.Make(_server, _schema, null, new KeysInMemory());
        _version = (await _node.Grants.PutAsync(Key, TestGrant.Of("t-1")))!.Version;
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_mark_is_answered_as_it_will_be_found()
    {
        var when = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(7);
        var marked = (await _node.Grants.MarkAsync(Key, _version, GrantHealth.Dead("o\0ver\ud800", when)))!;
        marked.Health.Should().Be(GrantHealth.Dead("over\ufffd", when.AddTicks(-7).ToUniversalTime()));
        (await _node.Grants.FindAsync(Key))!.Health.Should().Be(marked.Health);
    }

    [Fact]
    public async Task A_kind_of_health_of_a_newer_version_is_a_dead_grant()
    {
        await TestDatabase.ExecuteAsync(_server, $"UPDATE {_schema}.grants SET health = 77");
        (await _node.Grants.FindAsync(Key))!.Health.Should().Be(GrantHealth.Dead("", DateTimeOffset.UnixEpoch));
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_two_who_wait_for_one_unreadable_row_the_first_sets_it_aside()
    {
        await TestDatabase.ExecuteAsync(_server, $"UPDATE {_schema}.grants SET format = 2");
        await using var source = NpgsqlDataSource.Create(_server);
        await using var connection = await source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand($"SELECT 1 FROM {_schema}.grants FOR UPDATE", connection))
            await locking.ExecuteNonQueryAsync();
        var writers = Enumerable.Range(0, 2).Select(i => _node.Grants.PutAsync(Key, TestGrant.Of($"t-{i}"), _version).AsTask()).ToArray();
        // Only when both wait has both read the row as it was.
        while (await TestDatabase.ScalarAsync<long>(
            _server, $"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{_schema}%'") < 2)
            await Task.Yield();
        await holding.CommitAsync();
        (await Task.WhenAll(writers)).OfType<StoredGrant>().Should().ContainSingle();
        (await TestDatabase.ScalarAsync<long>(_server, $"SELECT count(*) FROM {_schema}.unreadable_grants")).Should().Be(1);
    }
}
