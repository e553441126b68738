using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The paths of a listener that belong to one simulated service.</summary>
/// <param name="Owns">Whether a path, undecoded and without its query, is the service's.</param>
/// <param name="Service">The service that answers.</param>
public sealed record SimulatorRoute(Func<string, bool> Owns, SimulatedService Service);
