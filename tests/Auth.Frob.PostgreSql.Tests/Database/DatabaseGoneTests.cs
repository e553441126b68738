using System.Collections.Concurrent;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>The server is killed and comes back.</summary>
public sealed class DatabaseGoneTests : IAsyncLifetime
{
    private static readonly GrantKey Key = new("lastfm", "alice", "user-1");
    private readonly KeysInMemory _keys = new();
    private PostgresCluster _cluster = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PostgresCluster.StartNewAsync();
        _node = Node.Make(_cluster.ConnectionString, "frob", null, _keys);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it()
    {
        var acknowledged = new ConcurrentDictionary<int, string>();
        var used = new ConcurrentBag<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _node.Grants.FindAsync(Key);
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            try
            {
                for (var turn = 0; ; turn++)
                {
                    var kept = await _node.Grants.PutAsync(Key with { Owner = $"u{writer}" }, TestGrant.Of($"t-{writer}-{turn}"));
                    acknowledged[writer] = kept!.Version;
                    if (await _node.Flows.TryUseAsync($"f-{writer}-{turn}", DateTimeOffset.MaxValue))
                        used.Add($"f-{writer}-{turn}");
                    if (turn == 20)
                        enough.TrySetResult();
                }
            }
            catch (FrobPostgreSqlException fault)
            {
                return fault;
            }
        })).ToArray();
        await enough.Task;
        await _cluster.StopAsync(immediately: true);
        var faults = await Task.WhenAll(writers);
        faults.Should().OnlyContain(static fault => fault.IsTransient);

        await _cluster.StartAsync();
        foreach (var (writer, version) in acknowledged)
        {
            var found = (await _node.Grants.FindAsync(Key with { Owner = $"u{writer}" }))!;
            // The write that was under way when the server died may be there as well.
            if (found.Version != version)
                LastTurn(found).Should().BeGreaterThan(20);
            found.Health.Should().Be(GrantHealth.Live);
        }
        foreach (var id in used)
            (await _node.Flows.TryUseAsync(id, DateTimeOffset.MaxValue)).Should().BeFalse();
        acknowledged.Should().HaveCount(8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_restart_the_first_call_of_every_kind_works_though_its_connection_is_dead(bool immediately)
    {
        var version = (await _node.Grants.PutAsync(Key, TestGrant.Of("t-1")))!.Version;
        var calls = new (string Name, Func<Task<bool>> Call)[]
        {
            ("find", async () => await _node.Grants.FindAsync(Key) is not null),
            ("list", async () => (await _node.Grants.ListAsync("user-1")).Count == 1),
            ("mark", async () => await _node.Grants.MarkAsync(Key, version, GrantHealth.Live) is not null),
            ("put", async () => await _node.Grants.PutAsync(Key, TestGrant.Of("t-2"), "") is null),
            ("use", async () => await _node.Flows.TryUseAsync("a", DateTimeOffset.MaxValue)),
            ("used", async () => await _node.Flows.IsUsedAsync("a")),
        };
        foreach (var (name, call) in calls)
        {
            await _node.Grants.FindAsync(Key);
            await _cluster.StopAsync(immediately);
            await _cluster.StartAsync();
            (await call()).Should().BeTrue(name);
        }
        _node.Log.Ids.Count(static id => id == 3003).Should().BeGreaterThanOrEqualTo(calls.Length);
    }

    [Fact]
    public async Task While_it_is_gone_every_call_says_so_and_afterwards_works_again()
    {
        await _node.Grants.PutAsync(Key, TestGrant.Of("canary-token"));
        await _cluster.StopAsync(immediately: true);
        foreach (var call in new Func<Task>[]
        {
            async () => await _node.Grants.FindAsync(Key),
            async () => await _node.Grants.ListAsync("user-1"),
            async () => await _node.Grants.PutAsync(Key, TestGrant.Of("canary-token")),
            async () => await _node.Grants.MarkAsync(Key, "v", GrantHealth.Live),
            async () => await _node.Grants.RemoveAsync(Key),
            async () => await _node.Flows.TryUseAsync("a", DateTimeOffset.MaxValue),
            async () => await _node.Flows.IsUsedAsync("a"),
        })
        {
            var fault = (await call.Should().ThrowAsync<FrobPostgreSqlException>()).Which;
            fault.IsTransient.Should().BeTrue();
            fault.Message.Should().Contain("can't be reached");
            fault.ToString().Should().NotContain("canary").And.NotContain("Password").And.NotContain("alice");
        }
        await _cluster.StartAsync();
        (await _node.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be("canary-token");
    }

    [Fact]
    public async Task Health_is_up_then_down_then_up_again()
    {
        var checks = _node.Services.GetRequiredService<HealthCheckService>();
        (await checks.CheckHealthAsync()).Entries["frob-postgresql"].Description.Should().Contain("version 0", "a check makes nothing");
        await _node.Grants.FindAsync(Key);
        (await checks.CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);
        await _cluster.StopAsync(immediately: true);
        var down = (await checks.CheckHealthAsync()).Entries["frob-postgresql"];
        (down.Status, down.Description!.Contains("can't be reached", StringComparison.Ordinal)).Should().Be((HealthStatus.Unhealthy, true));
        await _cluster.StartAsync();
        (await checks.CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_key_ring_in_the_database_that_can_not_be_read_makes_no_grant_unreadable()
    {
        await using (var first = Node.Make(_cluster.ConnectionString, "frob"))
            await first.Grants.PutAsync(Key, TestGrant.Of("t-1"));
        await TestDatabase.ExecuteAsync(_cluster.ConnectionString, "ALTER TABLE frob.data_protection_keys RENAME TO hidden");
        await using var node = Node.Make(_cluster.ConnectionString, "frob");
        var finding = async () => await node.Grants.FindAsync(Key);
        (await finding.Should().ThrowAsync<FrobPostgreSqlException>()).Which.Message.Should().Contain("keys can't be read");
        var putting = async () => await node.Grants.PutAsync(Key, TestGrant.Of("t-2"));
        await putting.Should().ThrowAsync<FrobPostgreSqlException>();
        await TestDatabase.ExecuteAsync(_cluster.ConnectionString, "ALTER TABLE frob.hidden RENAME TO data_protection_keys");
        (await node.Grants.FindAsync(Key))!.Grant!.Token.Reveal().Should().Be("t-1");
    }

    private static int LastTurn(StoredGrant found) =>
        int.Parse(found.Grant!.Token.Reveal().Split('-')[2], System.Globalization.CultureInfo.InvariantCulture);
}
