using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Tests.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;

namespace Auth.Frob.PostgreSql.Tests.Flows;

/// <summary>The record in PostgreSQL is held to what every record must do, on two nodes at once.</summary>
public sealed class PostgreSqlUsedFlowsTests : UsedFlowsConformance, IAsyncDisposable
{
    private readonly string _schema = TestDatabase.NewSchema();
    private readonly List<Node> _nodes = [];

    private DateTimeOffset Until => Clock.GetUtcNow() + TimeSpan.FromHours(1);

    [Fact]
    public async Task A_thousand_uses_of_a_hundred_flows_from_two_nodes_succeed_a_hundred_times()
    {
        IUsedFlows[] nodes = [await MakeAsync(), await MakeAsync()];
        var tries = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(async () =>
            (Id: i % 100, IsFirst: await nodes[i / 100 % 2].TryUseAsync($"flow-{i % 100}", Until)))));
        tries.Where(static t => t.IsFirst).Select(static t => t.Id).Order().Should().Equal(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Ids_of_any_length_and_letters_are_told_apart()
    {
        var used = await MakeAsync();
        foreach (var id in new[] { new string('x', 20_000), new string('x', 20_001), "a\0", "a", "\ud800", "\ud801", "é", "e\u0301" })
            (await used.TryUseAsync(id, DateTimeOffset.MaxValue)).Should().BeTrue();
        (await used.TryUseAsync("a", Until.ToOffset(TimeSpan.FromHours(5)))).Should().BeFalse();
    }

    [Fact]
    public async Task Many_old_records_are_forgotten_batch_by_batch()
    {
        var used = await MakeAsync();
        await used.TryUseAsync("first", Until);
        var server = (await TestDatabase.ClusterAsync()).ConnectionString;
        await TestDatabase.ExecuteAsync(
            server, $"INSERT INTO {_schema}.used_flows SELECT decode(lpad(to_hex(i), 64, '0'), 'hex'), '2000-01-01', '' FROM generate_series(1, 2500) i");
        Clock.Advance(TimeSpan.FromMinutes(2));
        var left = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            await used.TryUseAsync($"new-{i}", Until);
            left.Add(await TestDatabase.ScalarAsync<long>(server, $"SELECT count(*) FROM {_schema}.used_flows WHERE until < '2001-01-01'"));
        }
        left.Should().Equal(1500, 500, 0);
    }

    protected override async ValueTask<IUsedFlows> MakeAsync()
    {
        _nodes.Add(await Node.MakeAsync(_schema, Clock));
        return _nodes[^1].Flows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }
}
