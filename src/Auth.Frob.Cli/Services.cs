using Auth.Frob.Cli.Hosting;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm.Simulator;

namespace Auth.Frob.Cli;

/// <summary>The composition root: the one place here that knows which services there are.</summary>
public static class Services
{
    /// <summary>Puts simulated services behind one listener: exact <c>/api/auth</c> is Last.fm's, everything else under <c>/api/</c> ipernity's.</summary>
    /// <param name="lastFm">The simulated Last.fm, or null for none.</param>
    /// <param name="ipernity">The simulated ipernity, or null for none.</param>
    /// <returns>The routes, in the order in which they are tried.</returns>
    public static IReadOnlyList<SimulatorRoute> SimulatorRoutes(SimulatedLastFm? lastFm, SimulatedIpernity? ipernity)
    {
        List<SimulatorRoute> routes = [];
        if (lastFm is not null)
        {
            routes.Add(new SimulatorRoute(path => SimulatedLastFm.IsConsent(path) || path.StartsWith("/2.0", StringComparison.Ordinal), lastFm));
        }

        if (ipernity is not null)
        {
            routes.Add(new SimulatorRoute(
                path => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/apps/", StringComparison.Ordinal), ipernity));
        }

        return routes;
    }
}
