using Auth.Frob.Cli.Hosting;
using Auth.Frob.Ipernity;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli;

/// <summary>The composition root: the one place here that knows which services there are.</summary>
public static class Services
{
    private const string LastFmName = "lastfm";
    private const string IpernityName = "ipernity";

    /// <summary>The providers that commands take by their ids.</summary>
    public static IReadOnlyList<KnownProvider> Providers { get; } =
    [
        new(LastFmRecipe.Provider) { KeyPage = new Uri("https://www.last.fm/api/account/create") },
        new(LastFmPresets.LibreFm) { TakesAnyKey = true },
        new(LastFmPresets.ListenBrainz) { TakesAnyKey = true },
        new(IpernityRecipe.Provider) { KeyPage = new Uri("https://www.ipernity.com/apps/key") },
    ];

    /// <summary>The services that can be simulated.</summary>
    internal static IReadOnlyList<string> Simulators { get; } = [LastFmName, IpernityName];

    /// <summary>The servers that a simulator with several faces can be.</summary>
    internal static IReadOnlyList<string> Profiles { get; } =
        [LastFmRecipe.Provider.Id, LastFmPresets.LibreFm.Id, LastFmPresets.ListenBrainz.Id];

    /// <summary>The simulated services that can be several people's servers.</summary>
    internal static IReadOnlyList<string> WithProfiles { get; } = [LastFmName];

    /// <summary>The simulated services that keep a callback with the key.</summary>
    internal static IReadOnlyList<string> WithRegisteredCallback { get; } = [IpernityName];

    /// <summary>Puts simulated services behind one listener: what is Last.fm's goes there, the rest to ipernity.</summary>
    /// <param name="lastFm">The simulated Last.fm, or null for none.</param>
    /// <param name="ipernity">The simulated ipernity, or null for none.</param>
    /// <returns>The routes, in the order in which they are tried.</returns>
    public static IReadOnlyList<SimulatorRoute> SimulatorRoutes(SimulatedLastFm? lastFm, SimulatedIpernity? ipernity)
    {
        List<SimulatorRoute> routes = [];
        if (lastFm is not null)
            routes.Add(LastFmRoute(lastFm));
        if (ipernity is not null)
            routes.Add(IpernityRoute(ipernity));
        return routes;
    }

    /// <summary>Makes simulated services with throw-away credentials.</summary>
    internal static IReadOnlyList<SimulatedSite> Simulate(SimulationOrder order)
    {
        List<SimulatedSite> sites = [];
        if (order.Wants(LastFmName))
            sites.Add(LastFm(order));
        if (order.Wants(IpernityName))
            sites.Add(Ipernity(order));
        return sites;
    }

    private static SimulatedSite LastFm(SimulationOrder order)
    {
        var app = new SimulatedApp(RandomTicket.Hex(32), RandomTicket.Hex(32));
        var user = new SimulatedUser("alice", RandomTicket.Base64Url(16));
        var recipe = Providers.FirstOrDefault(p => p.Id == order.Profile)?.Recipe ?? LastFmRecipe.Provider;
        var service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Mode = Mode(order),
            Profile = Enum.Parse<LastFmProfile>(recipe.Id, ignoreCase: true),
            Time = order.Time,
            Apps = [app],
            Users = [user],
        });
        return new SimulatedSite(LastFmName, recipe, LastFmRoute(service))
        {
            App = app,
            User = user,
            Paths = [(LastFmSlots.Api.Name, "/2.0/"), (LastFmSlots.Consent.Name, "/api/auth/")],
        };
    }

    private static SimulatedSite Ipernity(SimulationOrder order)
    {
        var app = new SimulatedApp(RandomTicket.Hex(32), RandomTicket.Hex(16));
        var user = new SimulatedUser("alice", RandomTicket.Base64Url(16)) { Id = RandomTicket.Digits(6), RealName = "Alice Example" };
        var service = new SimulatedIpernity(new SimulatedIpernityOptions
        {
            Mode = Mode(order), Time = order.Time, Apps = [app], Users = [user],
        });
        return new SimulatedSite(IpernityName, IpernityRecipe.Provider, IpernityRoute(service))
        {
            App = app,
            User = user,
            Paths =
            [
                (IpernitySlots.Api.Name, "/api/"), (IpernitySlots.Consent.Name, "/apps/authorize"), (IpernitySlots.OAuth.Name, "/apps/oauth/"),
            ],
            HasRegisteredCallback = true,
            Asks = Permissions.None.With("doc", PermissionLevel.Write).With("network", PermissionLevel.Read),
        };
    }

    private static SimulationMode Mode(SimulationOrder order) => order.IsStrict ? SimulationMode.Strict : SimulationMode.AsSeen;

    private static SimulatorRoute LastFmRoute(SimulatedLastFm service) => new(
        path => SimulatedLastFm.IsConsent(path) || path.StartsWith("/2.0", StringComparison.Ordinal), service);

    private static SimulatorRoute IpernityRoute(SimulatedIpernity service) => new(
        path => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/apps/", StringComparison.Ordinal), service);
}
