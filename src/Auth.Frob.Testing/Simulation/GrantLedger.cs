using System.Collections.Concurrent;

namespace Auth.Frob.Testing.Simulation;

/// <summary>The grants of a simulated service, which last until they are revoked.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class GrantLedger
{
    private readonly ConcurrentDictionary<string, SimulatedGrant> _grants = new(StringComparer.Ordinal);

    /// <summary>Gives a grant out.</summary>
    /// <param name="grant">The grant.</param>
    /// <returns>The same grant.</returns>
    public SimulatedGrant Issue(SimulatedGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        _grants[grant.Token] = grant;
        return grant;
    }

    /// <summary>The grant of a token.</summary>
    /// <param name="token">The token; may be null.</param>
    /// <returns>The grant, or null where it is unknown or revoked.</returns>
    public SimulatedGrant? Find(string? token) => token is null ? null : _grants.GetValueOrDefault(token);

    /// <summary>The grants that a person gave to an app and has not revoked.</summary>
    /// <param name="appKey">The app's key.</param>
    /// <param name="user">The person's name, in any case.</param>
    /// <returns>The grants, in no order.</returns>
    public IReadOnlyList<SimulatedGrant> Held(string appKey, string user) =>
        [.. _grants.Values.Where(g => g.AppKey == appKey && string.Equals(g.User, user, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Revokes a grant, as the person would on the service's own page.</summary>
    /// <param name="token">The token.</param>
    /// <returns>False where there was nothing to revoke.</returns>
    public bool Revoke(string token) => _grants.TryRemove(token, out _);

    /// <summary>Revokes everything that a person granted.</summary>
    /// <param name="user">The person's name, in any case.</param>
    public void RevokeAllOf(string user)
    {
        foreach (SimulatedGrant grant in _grants.Values.Where(g => string.Equals(g.User, user, StringComparison.OrdinalIgnoreCase)))
        {
            _grants.TryRemove(grant.Token, out _);
        }
    }
}
