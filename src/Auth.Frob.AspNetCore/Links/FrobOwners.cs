using System.Security.Claims;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Says for whom grants are kept: the owner that a signed-in principal is.</summary>
/// <remarks>Thread-safe as far as the rule that it is made with is. Register one of your own to change the rule.</remarks>
public sealed class FrobOwners
{
    private readonly Func<ClaimsPrincipal, string?> _rule;

    /// <summary>Owners by a rule.</summary>
    /// <param name="rule">Gives the owner, null for a principal that owns nothing; null: the name identifier, with its issuer unless it is the site.</param>
    public FrobOwners(Func<ClaimsPrincipal, string?>? rule = null) => _rule = rule ?? ByIdentifier;

    /// <summary>The owner that a principal is.</summary>
    /// <param name="principal">The principal.</param>
    /// <returns>The owner, or null where nobody is signed in or the principal owns nothing.</returns>
    public string? Of(ClaimsPrincipal? principal) =>
        principal?.Identities.Any(static identity => identity.IsAuthenticated) == true && _rule(principal) is { Length: > 0 } owner ? owner : null;

    // The first colon ends the issuer, and the site's own is empty: whoever chooses a name here can't choose somebody else's owner by it.
    private static string? ByIdentifier(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier) is not { } claim ? null
        : claim.Issuer != ClaimsIdentity.DefaultIssuer ? $"{Escape(claim.Issuer)}:{claim.Value}"
        : claim.Value.Contains(':', StringComparison.Ordinal) ? $":{claim.Value}"
        : claim.Value;

    private static string Escape(string issuer) => issuer.Replace("%", "%25", StringComparison.Ordinal).Replace(":", "%3A", StringComparison.Ordinal);
}
