using System.Text;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>A body in parts, taken apart as a server does it (RFC 2046 section 5.1, RFC 7578).</summary>
internal sealed record PartsText(string Headers, byte[] Body)
{
    public string Name => After("name=");

    public bool IsFile => Headers.Contains("filename", StringComparison.OrdinalIgnoreCase);

    public string Text => Encoding.UTF8.GetString(Body);

    public static IReadOnlyList<PartsText> Read(byte[] body, string boundary)
    {
        var pieces = Encoding.Latin1.GetString(body).Split($"--{boundary}");
        pieces[^1].Should().Be("--\r\n", "the last boundary ends the body");
        return [.. pieces[1..^1].Select(piece => piece[2..^2]).Select(piece =>
        {
            var end = piece.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            return new PartsText(piece[..end], Encoding.Latin1.GetBytes(piece[(end + 4)..]));
        })];
    }

    private string After(string mark)
    {
        var rest = Headers[(Headers.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..];
        return rest.Split(';', '\r')[0].Trim('"');
    }
}
