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

    private static string? ByIdentifier(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier) is not { } claim ? null
        : claim.Issuer == ClaimsIdentity.DefaultIssuer ? claim.Value
        : $"{claim.Issuer}:{claim.Value}";
}
