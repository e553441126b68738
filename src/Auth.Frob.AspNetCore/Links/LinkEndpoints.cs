using System.Text.Json;
using Auth.Frob.AspNetCore.Flows;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>What the endpoints of links answer.</summary>
internal static class LinkEndpoints
{
    public static async Task ListAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (OwnerOf(context) is not { } owner)
        {
            await Results.Forbid().ExecuteAsync(context).ConfigureAwait(false);
            return;
        }
        var clients = context.RequestServices.GetRequiredService<FrobClients>();
        var stored = await context.RequestServices.GetRequiredService<IGrantStore>().ListAsync(owner, cancellationToken).ConfigureAwait(false);
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        var list = new LinkList(
            [.. stored.Select(link => LinkedAccount.Of(link, clients))], new FormField(tokens.FormFieldName, tokens.RequestToken!));
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(context.Response.Body, list, LinkJson.Default.LinkList, cancellationToken).ConfigureAwait(false);
    }

    public static async Task BeginAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await MayChangeAsync(context, cancellationToken).ConfigureAwait(false) is not { } scheme)
            return;
        var returnUrl = await ReturnUrlAsync(context, cancellationToken).ConfigureAwait(false);
        await context.ChallengeAsync(scheme.Name, FrobLink.Properties(returnUrl)).ConfigureAwait(false);
    }

    public static async Task RemoveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await MayChangeAsync(context, cancellationToken).ConfigureAwait(false) is not { } scheme)
            return;
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<FrobAuthenticationOptions>>().Get(scheme.Name);
        var account = (await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false))["account"].ToString();
        var key = new GrantKey(options.Instance!, account, OwnerOf(context));
        if (!await context.RequestServices.GetRequiredService<IGrantStore>().RemoveAsync(key, cancellationToken).ConfigureAwait(false))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        WebLog.Unlinked(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(LinkEndpoints).Namespace!), key.Instance);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = await ReturnUrlAsync(context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The scheme of the address, where the request may change something; otherwise the request is answered.</summary>
    private static async ValueTask<AuthenticationScheme?> MayChangeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var schemes = context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>();
        var scheme = await schemes.GetSchemeAsync(context.GetRouteValue("scheme") as string ?? "").ConfigureAwait(false);
        context.Response.StatusCode = scheme?.HandlerType != typeof(FrobAuthenticationHandler) ? StatusCodes.Status404NotFound
            : OwnerOf(context) is null ? StatusCodes.Status403Forbidden
            : !await OwnForms.IsOneAsync(context, cancellationToken).ConfigureAwait(false) ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        return context.Response.StatusCode == StatusCodes.Status200OK ? scheme : null;
    }

    private static async ValueTask<string> ReturnUrlAsync(HttpContext context, CancellationToken cancellationToken) => LocalUrl.OrRoot(
        (await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false))["returnUrl"].ToString(), context);

    private static string? OwnerOf(HttpContext context) => context.RequestServices.GetRequiredService<FrobOwners>().Of(context.User);
}
