using Auth.Frob.AspNetCore.Flows;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Pages;

/// <summary>Answers a failure that no event has answered: by the site's own page, or by one of the package's.</summary>
internal static class FailureAnswer
{
    public static Task WriteAsync(
        HttpContext context, AuthenticationScheme scheme, FrobAuthenticationOptions options, FrobCallbackException failure, CancellationToken cancellationToken)
    {
        var site = LocalUrl.SiteOf(context);
        if (options.FailurePath.HasValue)
        {
            context.Response.Redirect($"{site}{options.FailurePath}?scheme={Uri.EscapeDataString(scheme.Name)}&fault={failure.Fault}");
            return Task.CompletedTask;
        }
        // An empty address is the page's own: what it names is not written into it.
        var (address, text) = failure.IsUnspent ? ("", "Load this page again") : ($"{site}/", "Back to the site");
        return new WebPage("This did not work", options.StyleSheet).Alert(failure.Happened).Say(failure.Remedy).Link(address, text)
            .WriteAsync(context.Response, CallbackFaults.StatusOf(failure), cancellationToken);
    }
}
