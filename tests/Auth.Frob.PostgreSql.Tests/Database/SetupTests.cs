using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Database;

/// <summary>The schema's name and rights, and how long a statement may take.</summary>
public sealed class SetupTests
{
    [Theory]
    [InlineData("user")]
    [InlineData("select")]
    public async Task A_schema_may_have_a_name_that_means_something_in_SQL(string schema)
    {
        await using var node = await Node.MakeAsync(schema);
        var key = new GrantKey("lastfm", "alice", "user-1");
        await node.Grants.PutAsync(key, TestGrant.Of("t"));
        (await node.Grants.ListAsync("user-1")).Should().ContainSingle();
        (await node.Flows.TryUseAsync("a", DateTimeOffset.MaxValue)).Should().BeTrue();
    }

    [Fact]
    public async Task A_role_that_may_make_no_schema_makes_tables_in_one_that_is_there()
    {
        var (schema, cluster) = (TestDatabase.NewSchema(), await TestDatabase.ClusterAsync());
        await TestDatabase.ExecuteAsync(
            cluster.ConnectionString, $"CREATE ROLE {schema} LOGIN PASSWORD 'p'; CREATE SCHEMA {schema} AUTHORIZATION {schema}");
        await using var node = Node.Make($"Host=127.0.0.1;Port={cluster.Port};Database=postgres;Username={schema};Password=p", schema);
        (await node.Flows.TryUseAsync("a", DateTimeOffset.MaxValue)).Should().BeTrue();
    }

    // The driver's own patience is half a minute.
    [Fact(Timeout = 20_000)]
    public async Task A_statement_has_the_time_that_the_site_says()
    {
        var (schema, server) = (TestDatabase.NewSchema(), (await TestDatabase.ClusterAsync()).ConnectionString);
        await using var site = new ServiceCollection().AddFrobPostgreSql(options =>
            (options.ConnectionString, options.Schema, options.CommandTimeout) = (server, schema, TimeSpan.FromSeconds(1))).BuildServiceProvider();
        var flows = site.GetRequiredService<IUsedFlows>();
        await flows.IsUsedAsync("a");
        await using var source = NpgsqlDataSource.Create(server);
        await using var connection = await source.OpenConnectionAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand($"LOCK TABLE {schema}.used_flows", connection))
            await locking.ExecuteNonQueryAsync();
        var asking = async () => await flows.IsUsedAsync("a");
        await asking.Should().ThrowAsync<FrobPostgreSqlException>();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_that_ends_takes_its_connections_with_it()
    {
        var (schema, server) = (TestDatabase.NewSchema(), (await TestDatabase.ClusterAsync()).ConnectionString);
        Task<long> CountAsync() => TestDatabase.ScalarAsync<long>(server, $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{schema}'");
        await using (var node = Node.Make($"{server};Application Name={schema}", schema))
        {
            await node.Flows.IsUsedAsync("a");
            (await CountAsync()).Should().BePositive();
        }
        // The server needs a moment to hear of it.
        while (await CountAsync() > 0)
            await Task.Yield();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_node_waits_longer_for_another_that_migrates_than_for_a_statement()
    {
        var (schema, server) = (TestDatabase.NewSchema(), (await TestDatabase.ClusterAsync()).ConnectionString);
        await using var site = new ServiceCollection().AddFrobPostgreSql(options => (options.ConnectionString, options.Schema, options.CommandTimeout) =
            ($"{server};Application Name={schema}", schema, TimeSpan.FromSeconds(1))).BuildServiceProvider();
        await using var source = NpgsqlDataSource.Create(server);
        await using var connection = await source.OpenConnectionAsync();
        await using var migrating = await connection.BeginTransactionAsync();
        var name = SHA256.HashData(Encoding.UTF8.GetBytes("Auth.Frob.PostgreSql/" + schema));
        await using (var locking = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(name)})", connection))
            await locking.ExecuteNonQueryAsync();
        var trying = site.GetRequiredService<IUsedFlows>().TryUseAsync("a", DateTimeOffset.MaxValue).AsTask();
        // By the server's clock: longer than a statement may take.
        var waits = $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{schema}' AND wait_event = 'advisory' "
            + "AND clock_timestamp() - query_start > interval '2 seconds'";
        while (!trying.IsCompleted && await TestDatabase.ScalarAsync<long>(server, waits) == 0)
            await Task.Yield();
        await migrating.CommitAsync();
        (await trying).Should().BeTrue();
    }
}
