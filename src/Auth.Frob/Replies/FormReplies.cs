namespace Auth.Frob.Replies;

/// <summary>Reads a strict form: <c>name=value&amp;name=value</c>, plain ASCII names, nothing else. A banner or a page is none.</summary>
internal static class FormReplies
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    public static void Read(ReadOnlySpan<byte> body, ReplyShape shape, ReplyReading reading)
    {
        foreach (var pair in Encoding.Latin1.GetString(body.TrimEnd(" \t\r\n"u8)).Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || pair.AsSpan(0, equals).ContainsAnyExcept(NameCharacters) || pair.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                reading.Fail("the reply is neither JSON, XML nor a form");
                return;
            }
            var value = Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
            if (shape.Root.Find(pair[..equals]) is { Leaf: >= 0 } node)
                reading.Found(node.Leaf, value);
            else if (shape.Root.All >= 0)
                reading.Collect(shape.Root.All, pair[..equals], value);
        }
    }
}
