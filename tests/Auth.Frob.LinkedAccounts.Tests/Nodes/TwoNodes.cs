using Auth.Frob.PostgreSql.Tests.Cluster;
using LinkedAccounts.Services;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>Two processes of the sample behind a round-robin, one database, both services simulated.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly NodeProcess[] _nodes = new NodeProcess[2];

    /// <summary>The services' time.</summary>
    public TimeProvider ServicesTime { get; init; } = TimeProvider.System;

    internal PostgresCluster Database { get; private set; } = null!;

    internal SampleServices Services { get; private set; } = null!;

    internal RoundRobin Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await PostgresCluster.StartNewAsync();
        Services = await SampleServices.StartAsync(ServicesTime);
        // Both at once: the schema and the key ring are made by whoever is first.
        var starting = _nodes.Select(_ => StartNodeAsync()).ToArray();
        await Task.WhenAll(starting);
        for (var i = 0; i < _nodes.Length; i++)
            _nodes[i] = await starting[i];
        Site = await RoundRobin.StartAsync(_nodes[0].Address, _nodes[1].Address);
        Services.Register(new Uri(Site.Address, "/signin-ipernity"));
    }

    /// <summary>Kills a node; it stays away.</summary>
    public Task KillAsync(int node) => _nodes[node].KillAsync();

    public async Task DisposeAsync()
    {
        if (Site is not null)
            await Site.DisposeAsync();
        foreach (var node in _nodes.Where(static node => node is not null))
            await node.DisposeAsync();
        if (Services is not null)
            await Services.DisposeAsync();
        if (Database is not null)
            await Database.DisposeAsync();
    }

    private Task<NodeProcess> StartNodeAsync() => NodeProcess.StartAsync(
    [
        .. Services.Settings,
        // Both pools together stay below what the server takes by default.
        new("ConnectionStrings:Frob", $"{Database.ConnectionString};Maximum Pool Size=40"),
        new("ASPNETCORE_URLS", "http://127.0.0.1:0"),
        new("Logging:LogLevel:Default", "Error"),
    ]);
}
