namespace Auth.Frob.Internal;

/// <summary>Takes a query apart; nothing is merged, so that a name that is there twice is seen.</summary>
internal static class QueryText
{
    public static List<(string Name, string Value)> Parse(Uri address)
    {
        var pairs = new List<(string, string)>();
        var text = address.OriginalString;
        var start = text.IndexOf('?', StringComparison.Ordinal);
        if (start < 0)
            return pairs;
        var end = text.IndexOf('#', start);
        var query = end < 0 ? text[(start + 1)..] : text[(start + 1)..end];
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
