namespace Auth.Frob.Tests.Scripted;

/// <summary>A request as it left the client.</summary>
internal sealed record SentRequest(HttpMethod Method, Uri Address, string Headers, string Body)
{
    /// <summary>Everything in one text, decoded as well, to look for a value in it.</summary>
    public string Everything => $"{Method} {Address}\n{Headers}\n{Body}\n{Uri.UnescapeDataString(Body)}\n{Uri.UnescapeDataString(Address.OriginalString)}";

    /// <summary>The form's pairs in the order in which they were sent, decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Form => Pairs(Body);

    /// <summary>The query's pairs, decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query => Pairs(Address.Query.TrimStart('?'));

    /// <summary>The value of a form parameter that must be there once.</summary>
    public string this[string name] => Form.Single(p => p.Name == name).Value;

    public static IReadOnlyList<(string Name, string Value)> Pairs(string text) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=', 2))
            .Select(static pair => (Decode(pair[0]), Decode(pair[1]))),
    ];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
