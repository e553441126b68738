namespace Auth.Frob.Signing;

/// <summary>Takes a query or a form apart; nothing is merged, so that a name that is there twice is seen.</summary>
internal static class QueryText
{
    public static List<(string Name, string Value)> Parse(Uri address)
    {
        var text = address.OriginalString.Split('#')[0];
        var start = text.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? [] : Parse(text[(start + 1)..]);
    }

    public static List<(string Name, string Value)> Parse(string text) => [.. text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split('=', 2)).Select(static pair => (Decode(pair[0]), pair.Length == 1 ? "" : Decode(pair[1])))];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
