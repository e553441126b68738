using Auth.Frob.PostgreSql.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Auth.Frob.PostgreSql.Tests.Health;

/// <summary>The health check, by version and as it was registered.</summary>
public sealed class HealthCheckTests
{
    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task A_schema_of_another_version_is_as_unhealthy_as_the_site_says(HealthStatus? registered, HealthStatus expected)
    {
        var schema = TestDatabase.NewSchema();
        var server = (await TestDatabase.ClusterAsync()).ConnectionString;
        var services = new ServiceCollection();
        services.AddFrobPostgreSql(options => (options.ConnectionString, options.Schema) = (server, schema));
        services.AddHealthChecks().AddFrobPostgreSql("frob", registered);
        await using var site = services.BuildServiceProvider();
        var checks = site.GetRequiredService<HealthCheckService>();
        (await checks.CheckHealthAsync()).Status.Should().Be(expected);
        (await TestDatabase.ScalarAsync<long>(server, $"SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}'")).Should().Be(0);
        await site.GetRequiredService<Extensions.Grants.IUsedFlows>().IsUsedAsync("a");
        (await checks.CheckHealthAsync()).Status.Should().Be(HealthStatus.Healthy);
        await TestDatabase.ExecuteAsync(server, $"INSERT INTO {schema}.schema_version VALUES (3, '2026-01-01')");
        var newer = (await checks.CheckHealthAsync()).Entries["frob"];
        (newer.Status, newer.Description).Should().Be((expected, "The schema has version 3, and this node needs 2."));
    }
}
