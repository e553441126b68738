using System.Security.Claims;
using Auth.Frob.AspNetCore.Links;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore;

/// <summary>Makes a principal and its properties of a grant.</summary>
internal static class Ticket
{
    public static FrobCreatingTicketContext Make(
        HttpContext http, AuthenticationScheme scheme, FrobAuthenticationOptions options, Grant grant, AuthenticationProperties properties)
    {
        FrobLink.Clean(properties);
        if (options.SaveTokens)
            properties.StoreTokens(Tokens(grant));
        var identity = new ClaimsIdentity(scheme.Name);
        options.ClaimActions.Run(grant, identity, options.ClaimsIssuer ?? grant.Instance);
        return new FrobCreatingTicketContext(http, scheme, options, grant)
        {
            Principal = new ClaimsPrincipal(identity),
            Properties = properties,
        };
    }

    private static IEnumerable<AuthenticationToken> Tokens(Grant grant)
    {
        yield return new AuthenticationToken { Name = "access_token", Value = grant.Token.Reveal() };
        if (grant.TokenSecret is { } secret)
            yield return new AuthenticationToken { Name = "token_secret", Value = secret.Reveal() };
        if (grant.RefreshToken is { } refresh)
            yield return new AuthenticationToken { Name = "refresh_token", Value = refresh.Reveal() };
        if (grant.ExpiresAt is { } expires)
            yield return new AuthenticationToken { Name = "expires_at", Value = expires.ToString("O", CultureInfo.InvariantCulture) };
    }
}
