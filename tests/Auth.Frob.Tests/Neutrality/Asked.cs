namespace Auth.Frob.Tests.Neutrality;

/// <summary>One request as a service saw it.</summary>
internal sealed record Asked(string Method, string Address, IReadOnlyList<KeyValuePair<string, string>> Query, string Body, string? MediaType)
{
    public string? Authorization { get; init; }

    public static List<KeyValuePair<string, string>> Pairs(string text) =>
    [
        .. text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2))
            .Select(static pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1].Replace('+', ' ')))),
    ];

    public string? InQuery(string name) => Single(Query, name);

    public string? InForm(string name) => Single(Pairs(Body), name);

    private static string? Single(IEnumerable<KeyValuePair<string, string>> pairs, string name) =>
        pairs.Where(pair => pair.Key == name).Select(static pair => pair.Value).SingleOrDefault();
}
