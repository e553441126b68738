using System.Buffers;
using System.Text;

namespace Auth.Frob.Replies;

/// <summary>Reads a strict form: <c>name=value&amp;name=value</c>, plain ASCII names, nothing else. A banner or a page is none.</summary>
internal static class FormReplies
{
    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"u8);

    public static void Read(ReadOnlySpan<byte> body, ReplyShape shape, ReplyReading reading)
    {
        body = body.TrimEnd(" \t\r\n"u8);
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals <= 0 || pair[..equals].ContainsAnyExcept(NameBytes) || pair.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            {
                reading.Fail("the reply is neither JSON, XML nor a form");
                return;
            }
            var name = Encoding.ASCII.GetString(pair[..equals]);
            var node = shape.Root.Find(name);
            if (node is { Leaf: >= 0 })
                reading.Found(node.Leaf, Decode(pair[(equals + 1)..]));
            else if (shape.Root.All >= 0)
                reading.Collect(shape.Root.All, name, Decode(pair[(equals + 1)..]));
        }
    }

    private static string Decode(ReadOnlySpan<byte> value) =>
        Uri.UnescapeDataString(Encoding.ASCII.GetString(value).Replace('+', ' '));
}
