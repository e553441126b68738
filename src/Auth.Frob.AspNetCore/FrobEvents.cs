using Microsoft.AspNetCore.Authentication;

namespace Auth.Frob.AspNetCore;

/// <summary>What a site says while somebody signs in or links an account; a refusal is <c>OnAccessDenied</c>, a failure <c>OnRemoteFailure</c>.</summary>
/// <remarks>
/// <c>RemoteFailureContext.Failure</c> is a <see cref="FrobCallbackException"/>, unless an event of the site's own failed; it is told also where a
/// flow can't begin, and who skips it there leaves the answer to the package. Called on the requests' threads, several at once. To have services
/// of a request at hand, register this type with its functions set, and name it as <c>EventsType</c>.
/// </remarks>
public sealed class FrobEvents : RemoteAuthenticationEvents
{
    /// <summary>Asked to send the browser to the consent page: the place to answer a script, which can't follow, in another way.</summary>
    /// <value>Default: redirects. The address may hold the frob: it belongs to this browser alone, and into no log.</value>
    public Func<RedirectContext<FrobAuthenticationOptions>, Task> OnRedirectToConsent { get; set; } = static context =>
    {
        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    };

    /// <summary>Asked when the service named the account and the principal is made: the place to put an account of the site in its place.</summary>
    /// <value>Default: does nothing.</value>
    public Func<FrobCreatingTicketContext, Task> OnCreatingTicket { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Told when a link's grant is stored.</summary>
    /// <value>Default: does nothing.</value>
    public Func<FrobLinkedContext, Task> OnLinked { get; set; } = static _ => Task.CompletedTask;
}
