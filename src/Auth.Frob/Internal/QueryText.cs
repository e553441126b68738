namespace Auth.Frob.Internal;

/// <summary>Takes a query apart; nothing is merged, so that a name that is there twice is seen.</summary>
internal static class QueryText
{
    public static List<(string Name, string Value)> Parse(Uri address)
    {
        var pairs = new List<(string, string)>();
        var text = address.OriginalString;
        var end = text.IndexOf('#', StringComparison.Ordinal);
        var sent = end < 0 ? text : text[..end];
        var start = sent.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
            return pairs;
        var query = sent[(start + 1)..];
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            var value = equals < 0 ? "" : part[(equals + 1)..];
            pairs.Add((Decode(name), Decode(value)));
        }
        return pairs;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
