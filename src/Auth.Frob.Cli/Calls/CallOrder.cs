using System.Text;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Calls;

/// <summary>An API call as somebody typed it.</summary>
/// <param name="Recipe">The provider.</param>
/// <param name="Method">The service's method.</param>
/// <param name="Parameters">Names and values, as given.</param>
internal sealed record CallOrder(FrobProvider Recipe, string Method, IReadOnlyList<(string Name, string Value)> Parameters)
{
    private const string MethodName = "method";

    /// <summary>Whether it is a POST.</summary>
    public bool IsPost { get; init; }

    /// <summary>The provider's settings that are not its defaults.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>What can't be called so, whichever grant it is for.</summary>
    public IEnumerable<string> Faults()
    {
        var uses = Recipe.Flows.Select(static f => f.Use).Append(Recipe.Use).OfType<GrantUse>().ToArray();
        if (uses.Length == 0)
            yield return $"{Recipe.DisplayName} does not say how later calls use a grant.";
        if (Method.Length == 0 || Method.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) || Method.Trim('.').Length == 0)
            yield return "METHOD is no method's name: letters, digits, dots, hyphens.";
        var own = uses.SelectMany(static u => u.Parameters).Select(static p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (Recipe.Signer is SignatureRecipe signature)
            own.Add(signature.Parameter);
        foreach (var name in Parameters.Select(static p => p.Name).Distinct(StringComparer.Ordinal))
        {
            if (own.Contains(name) || name.StartsWith("oauth_", StringComparison.OrdinalIgnoreCase))
                yield return $"'{name}' is what frob adds itself: leave it out.";
            else if (name == MethodName && uses.Any(static u => u.Method == ApiMethodFrom.Parameter))
                yield return $"'{name}' is METHOD already: leave it out.";
        }
    }

    /// <summary>The request, without what signing adds.</summary>
    /// <param name="api">The API's address.</param>
    /// <param name="flow">The flow that the grant came by.</param>
    public HttpRequestMessage Request(Uri api, string flow)
    {
        var pattern = Pattern(flow);
        var use = Recipe.FindFlow(flow)?.Use ?? Recipe.Use;
        List<(string Name, string Value)> sent = [.. Parameters];
        var address = api.GetLeftPart(UriPartial.Path);
        if (use?.Method == ApiMethodFrom.PathSegment)
            address = $"{address.TrimEnd('/')}/{Method}{After(pattern)}";
        else if (use?.Method == ApiMethodFrom.Parameter)
            sent.Insert(0, (MethodName, Method));
        sent.AddRange(Chosen(pattern).Where(p => Parameters.All(given => given.Name != p.Name)));
        if (IsPost)
            return new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(sent.Select(static p => KeyValuePair.Create(p.Name, p.Value))),
            };
        var query = new StringBuilder();
        foreach (var (name, value) in sent)
            query.Append(query.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return new HttpRequestMessage(HttpMethod.Get, address + query);
    }

    // The provider's own call in the name of a grant shows how replies are asked for.
    private ApiCall? Pattern(string flow) => Recipe.FindFlow(flow)?.Verify ?? Recipe.Verify;

    /// <summary>What stands behind the method in the path, such as the format of the reply.</summary>
    private string After(ApiCall? pattern)
    {
        const string Here = "{" + MethodName + "}";
        var at = pattern?.Endpoint.IndexOf(Here, StringComparison.Ordinal) ?? -1;
        if (at < 0)
            return "";
        var rest = pattern!.Endpoint[(at + Here.Length)..];
        return Recipe.Settings.Aggregate(rest, (text, s) => text.Replace($"{{{s.Slot.Name}}}", Value(s.Slot) ?? "", StringComparison.Ordinal));
    }

    private IEnumerable<(string Name, string Value)> Chosen(ApiCall? pattern) =>
        (pattern is null ? [] : pattern.Query.Concat(pattern.Body ?? ParameterSet.None))
        .Where(p => p is { Text: not null, Condition: { } when } && Value(when.Setting) == when.Value)
        .Select(static p => (p.Name, p.Text!));

    private string? Value(Slot setting) => Settings.FirstOrDefault(s => s.Name == setting.Name).Value
        ?? Recipe.Settings.FirstOrDefault(s => s.Slot.Name == setting.Name)?.Default;
}
