using System.Security.Claims;

namespace Auth.Frob.AspNetCore.Claims;

/// <summary>The claims that a grant becomes; each mapping of a type adds to those before it.</summary>
/// <remarks>
/// Not thread-safe while it is filled. Empty values make no claim. The issuer of every claim is the instance, unless <c>ClaimsIssuer</c> says another.
/// </remarks>
public sealed class FrobClaimActions
{
    private readonly List<(string Type, Func<Grant, IEnumerable<string?>> Values)> _maps = [];

    /// <summary>Maps a claim to one value of the grant.</summary>
    /// <param name="claimType">The claim's type.</param>
    /// <param name="value">Reads it; null or empty: no claim.</param>
    /// <returns>These mappings.</returns>
    public FrobClaimActions Map(string claimType, Func<Grant, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return MapAll(claimType, grant => [value(grant)]);
    }

    /// <summary>Maps a claim to several values of the grant.</summary>
    /// <param name="claimType">The claim's type.</param>
    /// <param name="values">Reads them; one claim each.</param>
    /// <returns>These mappings.</returns>
    public FrobClaimActions MapAll(string claimType, Func<Grant, IEnumerable<string?>> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(claimType);
        ArgumentNullException.ThrowIfNull(values);
        _maps.Add((claimType, values));
        return this;
    }

    /// <summary>Maps a claim to one of the grant's extras.</summary>
    /// <param name="claimType">The claim's type.</param>
    /// <param name="extra">The name of the extra, as the provider's package writes it.</param>
    /// <returns>These mappings.</returns>
    public FrobClaimActions MapExtra(string claimType, string extra)
    {
        ArgumentException.ThrowIfNullOrEmpty(extra);
        return Map(claimType, grant => grant.Extras.GetValueOrDefault(extra));
    }

    /// <summary>Forgets the mappings of a type.</summary>
    /// <param name="claimType">The claim's type.</param>
    /// <returns>These mappings.</returns>
    public FrobClaimActions Remove(string claimType)
    {
        _maps.RemoveAll(map => string.Equals(map.Type, claimType, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Forgets every mapping, that of the identifier too: who keeps grants maps one anew.</summary>
    /// <returns>These mappings.</returns>
    public FrobClaimActions Clear()
    {
        _maps.Clear();
        return this;
    }

    internal static FrobClaimActions Default() => new FrobClaimActions()
        // Where the service has no identifier the name is one, in one case; a name may change hands.
        .Map(ClaimTypes.NameIdentifier, static grant => GrantKey.For(grant).Account)
        .Map(ClaimTypes.Name, static grant => grant.Account.Name ?? grant.Account.DisplayName ?? grant.Account.Id)
        .Map(FrobClaimTypes.DisplayName, static grant => grant.Account.DisplayName)
        .MapExtra(FrobClaimTypes.Picture, "picture")
        .MapAll(FrobClaimTypes.Permission, static grant => AllowedAreas.Of(grant.Permissions));

    internal void Run(Grant grant, ClaimsIdentity identity, string issuer)
    {
        foreach (var (type, values) in _maps)
        {
            identity.AddClaims(values(grant).Where(static value => !string.IsNullOrEmpty(value))
                .Select(value => new Claim(type, value!, ClaimValueTypes.String, issuer)));
        }
    }
}
