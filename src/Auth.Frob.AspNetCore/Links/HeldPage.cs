using Auth.Frob.AspNetCore.Claims;
using Auth.Frob.AspNetCore.Flows;
using Auth.Frob.AspNetCore.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>The page on which the owner of a held grant says: keep it, or drop it.</summary>
internal sealed class HeldPage(HttpContext context, FrobAuthenticationOptions options, HeldGrants held, FrobClient client)
{
    private const string Keep = "keep";
    private const string Drop = "drop";

    /// <summary>Where a scheme's held grants wait for their owner's word.</summary>
    public static PathString PathOf(PathString callback) => callback.Add("/held");

    private IAntiforgery Antiforgery => context.RequestServices.GetRequiredService<IAntiforgery>();

    /// <summary>Answers the request; or says the fault that somebody else has to answer.</summary>
    public async ValueTask<FrobCallbackFault?> AnswerAsync(GrantKeeping keeping, CancellationToken cancellationToken)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        if (!isPost && !HttpMethods.IsGet(context.Request.Method))
            return FrobCallbackFault.WrongMethod;
        var (principal, owner) = await SignedIn.FindAsync(context, options.SignInScheme, cancellationToken).ConfigureAwait(false);
        if (owner is null)
            return FrobCallbackFault.AnotherUser;
        // An antiforgery token is bound to the user; this runs before the middleware has set one.
        context.User = principal!;
        var named = context.Request.Query[CallbackDoor.FlowName];
        if (named.Count != 1 || !FlowId.TryParse(named[0], out var id))
            return FrobCallbackFault.NoCookie;
        if (held.Find(id, owner) is not var (waiting, grant))
            return await WhyNotAsync(id, cancellationToken).ConfigureAwait(false);
        if (!isPost)
        {
            await ShowAsync(waiting, grant, null, StatusCodes.Status200OK, cancellationToken).ConfigureAwait(false);
            return null;
        }
        if (!await OwnForms.IsOneAsync(context, cancellationToken).ConfigureAwait(false))
            return FrobCallbackFault.Mismatch;
        var said = (await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false))["do"].ToString();
        if (said is not (Keep or Drop))
            await ShowAsync(waiting, grant, "Please choose.", StatusCodes.Status400BadRequest, cancellationToken).ConfigureAwait(false);
        else if (said == Keep && !await keeping.TryLinkAsync(owner, grant, CancellationToken.None).ConfigureAwait(false))
        {
            await ShowAsync(waiting, grant, "The site's store can't be reached.", StatusCodes.Status503ServiceUnavailable, cancellationToken)
                .ConfigureAwait(false);
        }
        else
            Leave(id, waiting);
        return null;
    }

    // What was answered before is not what never was.
    private async ValueTask<FrobCallbackFault> WhyNotAsync(FlowId id, CancellationToken cancellationToken)
    {
        var used = context.RequestServices.GetRequiredService<IUsedFlows>();
        return await CallbackDoor.IsUsedAsync(used, id, cancellationToken).ConfigureAwait(false)
            ? FrobCallbackFault.AlreadyUsed : FrobCallbackFault.NoCookie;
    }

    private void Leave(FlowId id, HeldGrant waiting)
    {
        held.Forget(id);
        WebPage.Guard(context.Response);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = waiting.ReturnUrl;
    }

    private Task ShowAsync(HeldGrant waiting, Grant grant, string? alert, int status, CancellationToken cancellationToken)
    {
        var service = client.Provider.DisplayName;
        var tokens = Antiforgery.GetAndStoreTokens(context);
        var page = waiting.AsksFirst
            ? new WebPage("Is this your account?", options.StyleSheet).Say(
                $"{service} sent this browser back with the account below. Link it only if it is yours: {service} does not tell who asked for it.")
            : new WebPage("Not stored yet", options.StyleSheet).Say(
                $"{service} gave access, but the site could not store it. It waits in this browser, encrypted, for a quarter of an hour.");
        if (alert is not null)
            page.Alert(alert);
        page.Facts(
            ("Account", grant.Account.Name ?? grant.Account.Id ?? "not named"),
            ("Name", grant.Account.DisplayName ?? "not told"),
            ("Permissions", AllowedAreas.Of(grant.Permissions).ToArray() is { Length: > 0 } areas ? string.Join(", ", areas) : "the service's own"));
        return page.Form(
                $"{context.Request.PathBase}{context.Request.Path}{context.Request.QueryString}", (tokens.FormFieldName, tokens.RequestToken!),
                waiting.AsksFirst ? [(Keep, "Yes, link it"), (Drop, "No, drop it")] : [(Keep, "Try again"), (Drop, "Give up")])
            .WriteAsync(context.Response, status, cancellationToken);
    }
}
