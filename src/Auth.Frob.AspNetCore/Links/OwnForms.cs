using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Tells the site's own forms from anybody else's, and from what is none.</summary>
internal static class OwnForms
{
    /// <summary>Whether the request brings a form that can be read, with the antiforgery token of who sends it.</summary>
    public static async ValueTask<bool> IsOneAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return false;
        try
        {
            await context.Request.ReadFormAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return false;
        }
        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context).ConfigureAwait(false);
    }
}
