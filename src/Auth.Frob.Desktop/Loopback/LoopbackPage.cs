using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>A whole HTTP answer: a page of plain text, without scripts and without anything from elsewhere.</summary>
internal sealed record LoopbackPage(int Status, string Title, string Text)
{
    private const string Style =
        ":root{color-scheme:light dark}body{margin:0;font:1.125rem/1.6 system-ui,sans-serif}"
        + "main{max-width:34rem;margin:16vh auto 0;padding:0 1.5rem;overflow-wrap:anywhere}h1{font-size:1.6rem;line-height:1.3}";

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{StyleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>What a browser gets that came too late, or for which nobody has an answer.</summary>
    public static LoopbackPage Nobody { get; } =
        new(503, "Nobody waits here any more", "Return to the program: it says how the sign-in went.");

    public static LoopbackPage Refusal(int status) => status switch
    {
        404 => new(404, "Nothing here", "This program waits for another page."),
        405 => new(405, "Not this way", "This program waits for a page that is opened, nothing else."),
        408 => new(408, "Too slow", "The request did not come in time."),
        _ => new(status, "Not understood", "This is no request that a browser sends after a sign-in."),
    };

    public byte[] ToBytes(bool withBody)
    {
        byte[] body = Encoding.UTF8.GetBytes(Html());
        byte[] head = Encoding.ASCII.GetBytes(Head(body.Length));
        return withBody ? [.. head, .. body] : head;
    }

    private string Head(int length) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        HTTP/1.1 {Status} {Phrase(Status)}
        Content-Type: text/html; charset=utf-8
        Content-Length: {length}{(Status == 405 ? "\nAllow: GET" : "")}
        Cache-Control: no-store
        Referrer-Policy: no-referrer
        Content-Security-Policy: {Policy}
        X-Content-Type-Options: nosniff
        Connection: close


        """).ReplaceLineEndings("\r\n");

    private string Html()
    {
        var paragraphs = Text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => $"<p>{Encoded(line)}</p>");
        return $"""
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(Title)}</title>
            <style>{Style}</style>
            </head>
            <body>
            <main dir="auto">
            <h1>{Encoded(Title)}</h1>
            {string.Join('\n', paragraphs)}
            </main>
            </body>
            </html>

            """;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    private static string Phrase(int status) => status switch
    {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        414 => "URI Too Long",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Answer",
    };
}
