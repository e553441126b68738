using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore;

/// <summary>A sign-in whose principal is made and not yet signed in.</summary>
/// <remarks>Set <c>Principal</c> to map the account to one of the site's own; the grant is kept for the owner that this principal is.</remarks>
public sealed class FrobCreatingTicketContext : ResultContext<FrobAuthenticationOptions>
{
    internal FrobCreatingTicketContext(HttpContext context, AuthenticationScheme scheme, FrobAuthenticationOptions options, Grant grant)
        : base(context, scheme, options) => Grant = grant;

    /// <summary>What the service granted.</summary>
    public Grant Grant { get; }

    /// <summary>The identity that the claims were added to.</summary>
    /// <value>Null where the principal has none.</value>
    public ClaimsIdentity? Identity => Principal?.Identity as ClaimsIdentity;
}
