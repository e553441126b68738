using System.Collections.Immutable;
using System.Net;

namespace Auth.Frob.Testing.Simulation;

/// <summary>An app that is registered with a simulated service.</summary>
/// <param name="Key">The app's public key.</param>
/// <param name="Secret">The secret shared with the service.</param>
public sealed record SimulatedApp(string Key, string Secret)
{
    /// <summary>The name that the consent page shows.</summary>
    /// <value><c>A test app</c> unless given.</value>
    public string Name { get; init; } = "A test app";

    /// <summary>The callback registered with the key.</summary>
    /// <value>Null for an app without one.</value>
    public string? Callback { get; init; }

    /// <summary>Whether the service has suspended the key.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>The addresses that may use the key.</summary>
    /// <value>Empty: any address.</value>
    public ImmutableArray<IPAddress> AllowedAddresses { get; init; } = [];

    /// <summary>How many calls the key may make in a day.</summary>
    /// <value>Null: as many as it likes.</value>
    public int? DailyQuota { get; init; }

    /// <summary>Names the app without its secret.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
