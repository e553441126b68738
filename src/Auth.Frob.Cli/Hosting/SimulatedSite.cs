using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Hosting;

/// <summary>A simulated service with its throw-away credentials, and what a client must be told to sign in there.</summary>
/// <param name="Name">The service's name among the simulators.</param>
/// <param name="Recipe">The recipe that fits it.</param>
/// <param name="Route">Its place behind the listener.</param>
internal sealed record SimulatedSite(string Name, FrobProvider Recipe, SimulatorRoute Route)
{
    public required SimulatedApp App { get; init; }

    public required SimulatedUser User { get; init; }

    /// <summary>The provider's address settings and the paths they have behind the listener.</summary>
    public required IReadOnlyList<(string Setting, string Path)> Paths { get; init; }

    /// <summary>Whether the service knows the callback from the key alone.</summary>
    public bool HasRegisteredCallback { get; init; }

    /// <summary>What the demo asks for.</summary>
    public Permissions Asks { get; init; } = Permissions.None;

    /// <summary>Registers a callback with the application's key.</summary>
    public SimulatedSite WithCallback(string callback)
    {
        var app = App with { Callback = callback };
        Route.Service.Accounts.Put(app);
        return this with { App = app };
    }

    public IEnumerable<(string Setting, string Address)> Addresses(Uri host) =>
        Paths.Select(path => (path.Setting, new Uri(host, path.Path).AbsoluteUri));
}
