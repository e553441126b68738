using System.Net;
using System.Text.RegularExpressions;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>One of many who sign in at once: a person without a screen, who presses the first button of a page.</summary>
internal sealed partial class Walker(HttpMessageInvoker http, Uri site, string name, string password)
{
    // The jar is asked as if over https: it knows nothing of browsers' trust in this machine.
    private readonly UriBuilder _trusted = new(site) { Scheme = Uri.UriSchemeHttps };
    private readonly CookieContainer _cookies = new();

    /// <summary>Begins, allows, comes back; what the page shows then.</summary>
    public async Task<string> SignInAsync()
    {
        var (_, welcome) = await SendAsync(HttpMethod.Get, site);
        var hidden = Hidden().Match(welcome);
        var form = new Dictionary<string, string> { [hidden.Groups[1].Value] = WebUtility.HtmlDecode(hidden.Groups[2].Value) };
        var (consent, refused) = await SendAsync(HttpMethod.Post, site, new FormUrlEncodedContent(form));
        if (consent is null)
            return refused;
        var visit = await new PageVisitor(http, name, password).VisitAsync(consent);
        var (accounts, said) = await SendAsync(HttpMethod.Get, visit.Redirect!);
        return accounts is null ? said : (await SendAsync(HttpMethod.Get, new Uri(site, accounts))).Page;
    }

    private async Task<(Uri? Onwards, string Page)> SendAsync(HttpMethod method, Uri address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (_cookies.GetCookieHeader(Trusted(address)) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        using var reply = await http.SendAsync(request, CancellationToken.None);
        if (reply.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                _cookies.SetCookies(Trusted(address), cookie);
        }
        return (reply.Headers.Location, await reply.Content.ReadAsStringAsync());
    }

    private Uri Trusted(Uri address) => new(_trusted.Uri, address.PathAndQuery);

    [GeneratedRegex("name=\"(__RequestVerificationToken)\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
