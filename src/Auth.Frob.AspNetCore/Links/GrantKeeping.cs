using Auth.Frob.AspNetCore.Flows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Brings a grant to the store, or holds it in its owner's browser while the store is gone: what a service gave is not lost.</summary>
internal sealed class GrantKeeping(
    HttpContext context, AuthenticationScheme scheme, FrobAuthenticationOptions options, FrobEvents events, ILogger logger)
{
    /// <summary>Stores a grant; null where the store did not take it.</summary>
    public async ValueTask<StoredGrant?> StoreAsync(string owner, Grant grant, CancellationToken cancellationToken)
    {
        try
        {
            var store = context.RequestServices.GetRequiredService<IGrantStore>();
            return await store.PutAsync(GrantKey.For(grant, owner), grant, null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            // The type alone: a store's own words may name an account.
            WebLog.NotStored(logger, scheme.Name, thrown.GetType().FullName);
            return null;
        }
    }

    /// <summary>Stores the grant of a link, and tells the site.</summary>
    public async ValueTask<bool> TryLinkAsync(string owner, Grant grant, CancellationToken cancellationToken)
    {
        if (await StoreAsync(owner, grant, cancellationToken).ConfigureAwait(false) is not { } stored)
            return false;
        WebLog.Linked(logger, scheme.Name);
        await events.OnLinked(new FrobLinkedContext(context, scheme, options, stored)).ConfigureAwait(false);
        return true;
    }

    /// <summary>Brings a sign-in's grant to the store, or to the browser, which is then sent where it waits; false where neither takes it.</summary>
    public async ValueTask<bool> TryKeepAsync(
        FlowId id, Grant grant, AuthenticationTicket ticket, string heldAddress, CancellationToken cancellationToken)
    {
        if (context.RequestServices.GetRequiredService<FrobOwners>().Of(ticket.Principal) is not { } owner)
        {
            WebLog.NoOwner(logger, scheme.Name);
            return true;
        }
        if (await StoreAsync(owner, grant, cancellationToken).ConfigureAwait(false) is not null)
            return true;
        if (!TryHold(id, owner, grant, LocalUrl.OrRoot(ticket.Properties.RedirectUri, context), false))
            return false;
        ticket.Properties.RedirectUri = heldAddress;
        return true;
    }

    /// <summary>Gives the grant to the browser, encrypted for its owner; false where it is too large for one.</summary>
    public bool TryHold(FlowId id, string owner, Grant grant, string returnUrl, bool asksFirst) =>
        new HeldGrants(new CookieVault(context, scheme, options), options.TimeProvider ?? TimeProvider.System)
            .TryHold(id, owner, grant, returnUrl, asksFirst);
}
