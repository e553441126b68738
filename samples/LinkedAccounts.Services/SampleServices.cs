using Auth.Frob.Cli.Hosting;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing.Simulation;

namespace LinkedAccounts.Services;

/// <summary>Last.fm and ipernity, simulated behind one port of this machine, with an app and a person to throw away.</summary>
public sealed class SampleServices : IAsyncDisposable
{
    private readonly SimulatedApp _app;
    private SimulatorHost? _host;

    private SampleServices(TimeProvider time)
    {
        _app = new SimulatedApp(RandomTicket.Hex(32), RandomTicket.Hex(32)) { Name = "Linked accounts" };
        Person = new SimulatedUser("alice", RandomTicket.Base64Url(9)) { Id = RandomTicket.Digits(6), RealName = "Alice Example" };
        LastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Time = time, Apps = [_app], Users = [Person] });
        Ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Time = time, Apps = [_app], Users = [Person] });
    }

    /// <summary>Who has an account at both.</summary>
    public SimulatedUser Person { get; }

    public SimulatedLastFm LastFm { get; }

    public SimulatedIpernity Ipernity { get; }

    public Uri Address => _host!.Address;

    /// <summary>What the site has to be told, as configuration.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Frob:lastfm:ApiKey"] = _app.Key,
        ["Frob:lastfm:SharedSecret"] = _app.Secret,
        ["Frob:lastfm:api"] = At("/2.0/"),
        ["Frob:lastfm:consent"] = At("/api/auth/"),
        ["Frob:ipernity:ApiKey"] = _app.Key,
        ["Frob:ipernity:SharedSecret"] = _app.Secret,
        ["Frob:ipernity:api"] = At("/api/"),
        ["Frob:ipernity:consent"] = At("/apps/authorize"),
    };

    public static async Task<SampleServices> StartAsync(TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var services = new SampleServices(time ?? TimeProvider.System);
        SimulatorRoute[] routes = [.. Auth.Frob.Cli.Services.SimulatorRoutes(services.LastFm, services.Ipernity)
            .Select(route => route with { Service = new Shelf(route.Service, time ?? TimeProvider.System) })];
        services._host = await SimulatorHost.StartAsync(routes, cancellationToken: cancellationToken);
        return services;
    }

    /// <summary>Registers the site's callback with the key, as its owner does on ipernity's page of the app.</summary>
    public void Register(Uri callback) => Ipernity.Accounts.Put(_app with { Callback = callback.AbsoluteUri });

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string At(string path) => new Uri(Address, path).AbsoluteUri;
}
