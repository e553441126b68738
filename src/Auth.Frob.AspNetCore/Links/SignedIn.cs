using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Who is signed in to the site, asked the same way before and after consent.</summary>
internal sealed record SignedIn(ClaimsPrincipal? Principal, string? Owner)
{
    /// <summary>Asks the site's default scheme, or where there is none the scheme that sign-ins are kept by.</summary>
    public static async ValueTask<SignedIn> FindAsync(HttpContext context, string? signInScheme, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        var scheme = (await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false))?.Name ?? signInScheme;
        var principal = (await context.AuthenticateAsync(scheme).ConfigureAwait(false)).Principal;
        return new SignedIn(principal, context.RequestServices.GetRequiredService<FrobOwners>().Of(principal));
    }
}
