using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Pages;

/// <summary>A small page of the package's own: no script, no style but the site's, everything encoded.</summary>
internal sealed class WebPage(string title, string? styleSheet)
{
    private readonly StringBuilder _body = new();

    /// <summary>What keeps addresses that carry a frob out of caches and out of other sites' logs.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    public WebPage Say(string text)
    {
        _body.Append("<p>").Append(Encode(text)).Append("</p>\n");
        return this;
    }

    public WebPage Alert(string text)
    {
        _body.Append("<p role=\"alert\">").Append(Encode(text)).Append("</p>\n");
        return this;
    }

    public WebPage Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        _body.Append("<dl>\n");
        foreach (var (name, value) in facts)
            _body.Append("<dt>").Append(Encode(name)).Append("</dt><dd>").Append(Encode(value)).Append("</dd>\n");
        _body.Append("</dl>\n");
        return this;
    }

    public WebPage Link(string address, string text)
    {
        _body.Append("<p><a href=\"").Append(Encode(address)).Append("\">").Append(Encode(text)).Append("</a></p>\n");
        return this;
    }

    public WebPage Form(string action, (string Field, string Value) token, params ReadOnlySpan<(string Value, string Text)> buttons)
    {
        _body.Append("<form method=\"post\" action=\"").Append(Encode(action)).Append("\">\n<input type=\"hidden\" name=\"")
            .Append(Encode(token.Field)).Append("\" value=\"").Append(Encode(token.Value)).Append("\">\n");
        foreach (var (value, text) in buttons)
            _body.Append("<button name=\"do\" value=\"").Append(Encode(value)).Append("\">").Append(Encode(text)).Append("</button>\n");
        _body.Append("</form>\n");
        return this;
    }

    public Task WriteAsync(HttpResponse response, int status, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        Guard(response);
        var style = styleSheet is null ? "" : $"<link rel=\"stylesheet\" href=\"{Encode(styleSheet)}\">\n";
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(title)}</title>
            {style}</head>
            <body>
            <main>
            <h1>{Encode(title)}</h1>
            {_body}</main>
            </body>
            </html>

            """, cancellationToken);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
