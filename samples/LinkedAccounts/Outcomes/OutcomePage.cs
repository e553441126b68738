using Auth.Frob.AspNetCore;
using Microsoft.AspNetCore.Authentication;

namespace LinkedAccounts.Outcomes;

/// <summary>Lets the site's own page tell why somebody was not signed in, or an account not linked.</summary>
internal static class OutcomePage
{
    public const string Path = "/outcome";

    /// <summary>Shows the page at the callback's own address, so that loading it again can be the remedy.</summary>
    public static Task ShowAsync(RemoteFailureContext failed)
    {
        if (failed.Failure is not FrobCallbackException failure)
            return Task.CompletedTask;
        if (failed.Request.Path == failed.Options.CallbackPath)
        {
            failed.HttpContext.Features.Set(failure);
            failed.Request.Path = Path;
            failed.Request.Method = HttpMethods.Get;
            failed.SkipHandler();
        }
        else
        {
            failed.Response.Redirect($"{failed.Request.PathBase}{Path}?fault={failure.Fault}");
            failed.HandleResponse();
        }
        return Task.CompletedTask;
    }
}
