using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>Lets nobody be sent to another site afterwards.</summary>
internal static class LocalUrl
{
    public static string OrRoot(string? url, HttpRequest request) => IsLocal(url) ? url! : $"{request.PathBase}/";

    // Browsers read "/\" as "//", and drop tabs and line breaks before they read.
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(static c => char.IsControl(c) || c == '\\');
}
