using System.Collections.Immutable;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A lasting grant that a simulated service gave out.</summary>
/// <param name="Token">The grant's token: a session key, an auth token.</param>
/// <param name="AppKey">The key that it works with.</param>
/// <param name="User">The name of the person who consented.</param>
public sealed record SimulatedGrant(string Token, string AppKey, string User)
{
    /// <summary>The secret that goes with the token.</summary>
    /// <value>Null where the protocol has none.</value>
    public string? Secret { get; init; }

    /// <summary>What was consented to: area and level.</summary>
    /// <value>Empty where the service has no permissions.</value>
    public ImmutableSortedDictionary<string, string> Permissions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Names the person; the token is not shown.</summary>
    /// <returns>For example <c>grant of alice</c>.</returns>
    public override string ToString() => $"grant of {User}";
}
