using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>Lets nobody be sent to another site afterwards.</summary>
internal static class LocalUrl
{
    // Several flows wait in one browser, each with its address, and servers take so many headers and no more.
    private const int MostCharacters = 2000;

    public static string OrRoot(string? url, HttpContext context) =>
        IsLocal(url) && Ascii(url!) is { Length: <= MostCharacters } address ? address : $"{SiteOf(context)}/";

    /// <summary>Where the site began to authenticate: a part of it may have a path base of its own.</summary>
    public static PathString SiteOf(HttpContext context) => context.Features.Get<IAuthenticationFeature>()?.OriginalPathBase ?? context.Request.PathBase;

    // Browsers read "/\" as "//", and drop tabs and line breaks before they read.
    public static bool IsLocal(string? url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(static c => char.IsControl(c) || c == '\\');

    // Servers refuse other letters in a header, and would do so when everything else is done.
    private static string Ascii(string url) => url.All(char.IsAscii) ? url
        : string.Concat(url.EnumerateRunes().Select(static rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
