using Auth.Frob.Extensions.Grants;
using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Auth.Frob.PostgreSql.Tests.Registration;

/// <summary>The stores in memory give way, and what is wrong is said at start.</summary>
public sealed class AddFrobPostgreSqlTests
{
    private const string Nowhere = "Host=127.0.0.1;Port=1;Username=x;Password=canary-password";

    [Fact]
    public void The_stores_in_memory_give_way_in_either_order()
    {
        foreach (var services in new[]
        {
            new ServiceCollection().AddFrob().AddFrobPostgreSql(Nowhere),
            new ServiceCollection().AddFrobPostgreSql(Nowhere).AddFrob(),
            new ServiceCollection().AddFrobPostgreSql(Nowhere).AddFrob().AddFrobPostgreSql(Nowhere),
        })
        {
            using var container = services.BuildServiceProvider();
            container.GetRequiredService<IGrantStore>().GetType().Assembly.Should().BeSameAs(typeof(FrobPostgreSqlOptions).Assembly);
            container.GetRequiredService<IUsedFlows>().GetType().Assembly.Should().BeSameAs(typeof(FrobPostgreSqlOptions).Assembly);
        }
    }

    [Theory]
    [InlineData("Host=x;Password=canary;Portt=1")]
    [InlineData("Host=x;Port=canary")]
    [InlineData("canary")]
    [InlineData("Database=canary")]
    public void A_connection_string_that_can_not_be_read_is_said_without_it(string text)
    {
        using var container = new ServiceCollection().AddFrobPostgreSql(text).BuildServiceProvider();
        var asking = () => container.GetRequiredService<IGrantStore>();
        var fault = asking.Should().Throw<OptionsValidationException>().Which;
        fault.Failures.Should().ContainSingle().Which.Should().Contain("ConnectionString");
        fault.ToString().Should().NotContain("canary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Frob")]
    [InlineData("1frob")]
    [InlineData("pg_frob")]
    [InlineData("frob\n")]
    [InlineData("f\";DROP TABLE x;--")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task Every_fault_of_the_options_is_said_when_a_host_starts(string schema)
    {
        using var host = HostOf(services => services.AddFrobPostgreSql(options =>
        {
            options.Schema = schema;
            options.CommandTimeout = TimeSpan.Zero;
        }));
        var starting = () => host.StartAsync();
        (await starting.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().HaveCount(3);
    }

    [Fact]
    public async Task The_data_source_of_the_container_is_used_and_left_open()
    {
        await using var source = NpgsqlDataSource.Create((await TestDatabase.ClusterAsync()).ConnectionString);
        var schema = TestDatabase.NewSchema();
        await using (var container = new ServiceCollection().AddSingleton(source).AddFrobPostgreSql(options => options.Schema = schema).BuildServiceProvider())
            (await container.GetRequiredService<IUsedFlows>().TryUseAsync("a", DateTimeOffset.MaxValue)).Should().BeTrue();
        await using var command = source.CreateCommand($"SELECT count(*) FROM {schema}.used_flows");
        (await command.ExecuteScalarAsync()).Should().Be(1L);
    }

    [Fact]
    public async Task A_host_that_starts_makes_the_schema()
    {
        var schema = TestDatabase.NewSchema();
        var server = (await TestDatabase.ClusterAsync()).ConnectionString;
        using var host = HostOf(services => services.AddFrobPostgreSql(server).Configure<FrobPostgreSqlOptions>(options => options.Schema = schema));
        await host.StartAsync();
        (await TestDatabase.ScalarAsync<int>(server, $"SELECT max(version) FROM {schema}.schema_version")).Should().Be(2);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_database_that_is_not_there_yet_stops_no_start_and_one_that_refuses_does()
    {
        var log = new NodeLog();
        using var early = HostOf(services => services.AddFrobPostgreSql(Nowhere).AddLogging(logging => logging.AddProvider(log)));
        await early.StartAsync();
        await early.StopAsync();
        log.Ids.Should().Contain(3002);
        string.Join('\n', log.Lines).Should().NotContain("canary");

        var port = (await TestDatabase.ClusterAsync()).Port;
        using var refused = HostOf(services => services.AddFrobPostgreSql($"Host=127.0.0.1;Port={port};Username=nobody;Password=canary-password"));
        var starting = () => refused.StartAsync();
        var fault = (await starting.Should().ThrowAsync<FrobPostgreSqlException>()).Which;
        fault.Message.Should().Contain("refused the role or its password");
        fault.ToString().Should().NotContain("canary");
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_said_and_a_caller_that_leaves_is_heard()
    {
        var schema = TestDatabase.NewSchema();
        var server = (await TestDatabase.ClusterAsync()).ConnectionString;
        await using var container = new ServiceCollection().AddFrobPostgreSql(options =>
        {
            (options.ConnectionString, options.Schema, options.CommandTimeout) = (server, schema, TimeSpan.FromSeconds(1));
        }).BuildServiceProvider();
        var flows = container.GetRequiredService<IUsedFlows>();
        await flows.IsUsedAsync("a");
        await using var blocker = NpgsqlDataSource.Create(server);
        await using var connection = await blocker.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var locking = new NpgsqlCommand($"LOCK TABLE {schema}.used_flows", connection);
        await locking.ExecuteNonQueryAsync();

        var asking = async () => await flows.IsUsedAsync("a");
        (await asking.Should().ThrowAsync<FrobPostgreSqlException>()).Which.Message.Should().Contain("did not answer in time");
        using var leaving = new CancellationTokenSource();
        var waiting = flows.IsUsedAsync("a", leaving.Token).AsTask();
        await leaving.CancelAsync();
        var heard = async () => await waiting;
        await heard.Should().ThrowAsync<OperationCanceledException>();
    }

    private static IHost HostOf(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        add(builder.Services);
        return builder.Build();
    }
}
