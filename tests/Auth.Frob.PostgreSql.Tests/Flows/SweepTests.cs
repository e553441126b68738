using Auth.Frob.PostgreSql.Tests.Cluster;
using Auth.Frob.Testing;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Flows;

/// <summary>Old records are forgotten beside the work, never at its cost.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private readonly string _schema = TestDatabase.NewSchema();
    private readonly ManualTimeProvider _clock = new();
    private string _server = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _server = (await TestDatabase.ClusterAsync()).ConnectionString;
        _node = Node.Make(_server, _schema, _clock, new KeysInMemory());
        (await UseAsync("first")).Should().BeTrue();
        await TestDatabase.ExecuteAsync(_server, $"INSERT INTO {_schema}.used_flows VALUES ('old', '2000-01-01', '')");
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_node_sweeps_once_a_minute()
    {
        _clock.Advance(TimeSpan.FromSeconds(59));
        await UseAsync("second");
        (await CountOldAsync()).Should().Be(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UseAsync("third");
        (await CountOldAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Records_that_another_node_is_forgetting_are_not_waited_for()
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var connection = await source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand($"DELETE FROM {_schema}.used_flows WHERE id = 'old'", connection))
            await locking.ExecuteNonQueryAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await UseAsync("second")).Should().BeTrue();
        _node.Log.Ids.Should().NotContain(3004);
    }

    [Fact]
    public async Task Records_that_can_not_be_forgotten_stop_no_use()
    {
        await TestDatabase.ExecuteAsync(
            _server, $"CREATE FUNCTION {_schema}.keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END';"
            + $"CREATE TRIGGER keep BEFORE DELETE ON {_schema}.used_flows FOR EACH ROW EXECUTE FUNCTION {_schema}.keep()");
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await UseAsync("second")).Should().BeTrue();
        _node.Log.Ids.Should().Contain(3004);
    }

    private ValueTask<bool> UseAsync(string id) => _node.Flows.TryUseAsync(id, _clock.GetUtcNow() + TimeSpan.FromHours(1));

    private Task<long> CountOldAsync() =>
        TestDatabase.ScalarAsync<long>(_server, $"SELECT count(*) FROM {_schema}.used_flows WHERE until < '2001-01-01'");
}
