using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A browser as far as cookies go: keeps them by name and path, sends them where they belong. Follows nothing by itself.</summary>
internal sealed partial class Browser(TestServer server, string address = "https://site.test") : IDisposable
{
    private readonly HttpMessageInvoker _http = new(server.CreateHandler());

    public Dictionary<(string Name, string Path), string> Cookies { get; } = [];

    public IEnumerable<string> Names => Cookies.Keys.Select(static key => key.Name);

    public void Dispose() => _http.Dispose();

    public Task<Page> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Page> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(HttpMethod.Post, path, fields);

    /// <summary>Presses a button of the form that a page shows.</summary>
    public Task<Page> PressAsync(Page page, string button)
    {
        var action = WebUtility.HtmlDecode(Action().Match(page.Body).Groups[1].Value);
        var hidden = Hidden().Match(page.Body);
        return PostAsync(action, (hidden.Groups[1].Value, WebUtility.HtmlDecode(hidden.Groups[2].Value)), ("do", button));
    }

    public async Task<Page> SendAsync(
        HttpMethod method, string path, (string Name, string Value)[]? fields, string? host = null, HttpContent? content = null,
        CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(new Uri(address), path));
        request.Headers.Host = host;
        var asked = request.RequestUri!.AbsolutePath;
        var sent = Cookies.Where(c => asked.StartsWith(c.Key.Path, StringComparison.Ordinal)).Select(static c => $"{c.Key.Name}={c.Value}");
        if (string.Join("; ", sent) is { Length: > 0 } cookies)
            request.Headers.Add("Cookie", cookies);
        request.Content = content;
        if (fields is not null)
            request.Content = new FormUrlEncodedContent(fields.Select(static f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await _http.SendAsync(request, cancellationToken);
        var set = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToArray() : [];
        foreach (var cookie in set)
            Keep(cookie);
        return new Page(
            (int)response.StatusCode,
            response.Headers.Location?.OriginalString,
            await response.Content.ReadAsStringAsync(cancellationToken), set, $"{response.Headers}{response.Content.Headers}");
    }

    private void Keep(string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries);
        var at = parts[0].IndexOf('=', StringComparison.Ordinal);
        var path = parts.FirstOrDefault(static p => p.StartsWith("path=", StringComparison.OrdinalIgnoreCase))?[5..] ?? "/";
        var key = (parts[0][..at], path);
        if (parts.Any(static p => p.Equals("max-age=0", StringComparison.OrdinalIgnoreCase)
            || p.StartsWith("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)))
            Cookies.Remove(key);
        else
            Cookies[key] = parts[0][(at + 1)..];
    }

    [GeneratedRegex("action=\"([^\"]+)\"")]
    private static partial Regex Action();

    [GeneratedRegex("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}

/// <summary>What came back.</summary>
internal sealed record Page(int Status, string? Location, string Body, string[] SetCookies, string Headers)
{
    public string Plain => WebUtility.HtmlDecode(Body);
}
