using Auth.Frob.AspNetCore.Links;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Endpoints by which a signed-in user lists, adds and removes linked accounts.</summary>
public static class FrobLinkEndpoints
{
    /// <summary>Maps the endpoints: <c>GET prefix</c>, <c>POST prefix/scheme</c>, <c>POST prefix/scheme/remove</c>.</summary>
    /// <param name="endpoints">The site's endpoints.</param>
    /// <param name="prefix">The path that they are at and below.</param>
    /// <returns>The group, to add to: a policy, a rate limit.</returns>
    /// <remarks>
    /// All need somebody signed in: the list answers 401 to others, the changes send them to the site's page to sign in on. Every change
    /// needs the antiforgery token of the site, which the list gives too. Forms may bring <c>returnUrl</c>, and for a removal
    /// <c>account</c>. A removal forgets the grant here; the service is not told.
    /// </remarks>
    /// <example><code>app.MapFrobLinks();</code></example>
    public static RouteGroupBuilder MapFrobLinks(this IEndpointRouteBuilder endpoints, string prefix = "/links")
    {
        var group = endpoints.MapGroup(prefix);
        group.RequireAuthorization();
        // Who reads JSON wants 401, not the page to sign in on.
        group.MapGet("", static context => LinkEndpoints.ListAsync(context, context.RequestAborted)).DisableCookieRedirect();
        group.MapPost("{scheme}", static context => LinkEndpoints.BeginAsync(context, context.RequestAborted));
        group.MapPost("{scheme}/remove", static context => LinkEndpoints.RemoveAsync(context, context.RequestAborted));
        return group;
    }
}
