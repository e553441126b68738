using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The pages of a listener that are no service's: what there is, and the end of a redirect.</summary>
internal sealed class SimulatorPages(IReadOnlyList<SimulatedSite> sites)
{
    public const string CallbackPath = "/callback";

    public Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var address = new Uri(context.Request.GetEncodedUrl());
        var path = context.Request.Path;
        var isFound = path == "/" || path == CallbackPath;
        context.Response.StatusCode = isFound ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var page = path == "/" ? Front(address) : isFound ? Callback(address)
            : ConsentPage.Message("sign-in services", "Not found", "There is nothing here.");
        return context.Response.WriteAsync(page, cancellationToken);
    }

    private string Front(Uri host) => ConsentPage.Message(
        "sign-in services",
        "Simulated services",
        $"Here are {string.Join(" and ", sites.Select(static s => s.Recipe.DisplayName))}, by the addresses below. "
            + "Keys and passwords stand in the terminal where frob simulate runs.",
        sites.SelectMany(s => s.Addresses(host)).Select(static a => a.Address));

    private static string Callback(Uri address) => ConsentPage.Message(
        "your application",
        "Back at your application",
        "The service sent your browser here. Copy this address and paste it at the prompt of frob login:",
        address.AbsoluteUri);
}
