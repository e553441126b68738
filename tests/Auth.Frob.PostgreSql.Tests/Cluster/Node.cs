using Auth.Frob.Extensions.Grants;
using Auth.Frob.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>One node of a site: a container of its own, with its own connections.</summary>
internal sealed class Node : IAsyncDisposable
{
    private Node(ServiceProvider services, NodeLog log)
    {
        Services = services;
        Log = log;
    }

    public ServiceProvider Services { get; }

    public NodeLog Log { get; }

    public IGrantStore Grants => Services.GetRequiredService<IGrantStore>();

    public IUsedFlows Flows => Services.GetRequiredService<IUsedFlows>();

    /// <summary>A node on the shared cluster.</summary>
    public static async Task<Node> MakeAsync(string schema, ManualTimeProvider? clock = null, IXmlRepository? keys = null) =>
        Make((await TestDatabase.ClusterAsync()).ConnectionString, schema, clock, keys);

    /// <summary>A node on any server.</summary>
    public static Node Make(string connectionString, string schema, ManualTimeProvider? clock = null, IXmlRepository? keys = null)
    {
        var log = new NodeLog();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log));
        services.AddSingleton<TimeProvider>(clock ?? new ManualTimeProvider());
        services.AddFrob();
        services.AddFrobPostgreSql(options =>
        {
            options.ConnectionString = connectionString;
            options.Schema = schema;
        });
        var protection = services.AddDataProtection().SetApplicationName("frob-tests");
        if (keys is null)
            protection.PersistKeysToFrobPostgreSql();
        else
            protection.AddKeyManagementOptions(options => options.XmlRepository = keys);
        services.AddHealthChecks().AddFrobPostgreSql();
        return new Node(services.BuildServiceProvider(), log);
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
