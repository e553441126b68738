using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing;

/// <summary>A request as it was sent, and in what it differs from an expectation.</summary>
internal sealed class StubHttpSent
{
    private readonly HttpRequestMessage _request;
    private readonly string _address;
    private readonly List<KeyValuePair<string, string>> _query;
    private readonly List<KeyValuePair<string, string>> _form = [];
    private readonly List<KeyValuePair<string, string>>? _json;
    private readonly string? _fault;

    private StubHttpSent(HttpRequestMessage request, string body)
    {
        _request = request;
        _address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        _query = Pairs(request.RequestUri.Query.TrimStart('?'));
        var type = request.Content?.Headers.ContentType?.MediaType;
        if (type == "application/json")
            (_json, _fault) = Members(body);
        else if (type == "application/x-www-form-urlencoded")
            _form = Pairs(body);
        else if (body.Length > 0)
            _fault = $"the body is '{type ?? "of no type"}', neither form nor JSON";
    }

    public static async ValueTask<StubHttpSent> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new StubHttpSent(request, body);
    }

    public override string ToString() => $"{_request.Method} {_address}";

    public IEnumerable<string> Differences(StubHttpRequest expect)
    {
        if (_fault is not null)
            yield return _fault;
        if (expect.Method is { } method && !string.Equals(method, _request.Method.Method, StringComparison.Ordinal))
            yield return $"the method is {_request.Method}, not {method}";
        if (expect.Url is { } url && !string.Equals(url, _address, StringComparison.Ordinal))
            yield return $"the address is '{_address}', not '{url}'";
        (string Name, IEnumerable<KeyValuePair<string, string>> Sent, IReadOnlyDictionary<string, string>? Expected)[] sets =
        [
            ("query", _query, expect.Query), ("form", _form, expect.Form),
            ("parameters", _query.Concat(_form), expect.Parameters), ("json", _json ?? [], expect.Json),
        ];
        foreach (var (name, sent, expected) in sets)
        {
            foreach (var difference in expected is null ? [] : Compare(name, [.. sent], expected, expect.IsPartial))
                yield return difference;
        }
        foreach (var (name, value) in expect.Headers)
        {
            var sent = Header(name);
            if (!string.Equals(sent, value, StringComparison.Ordinal))
                yield return sent is null ? $"the header '{name}' is not there" : $"the header '{name}' is '{sent}', not '{value}'";
        }
    }

    private static IEnumerable<string> Compare(
        string place, List<KeyValuePair<string, string>> sent, IReadOnlyDictionary<string, string> expected, bool isPartial)
    {
        foreach (var (name, value) in expected)
        {
            var found = sent.FindAll(p => string.Equals(p.Key, name, StringComparison.Ordinal));
            if (found.Count == 0)
                yield return $"{place}: '{name}' is not there (expected '{value}')";
            else if (found.Count > 1)
                yield return $"{place}: '{name}' is there more than once";
            else if (!string.Equals(found[0].Value, value, StringComparison.Ordinal))
                yield return $"{place}: '{name}' is '{found[0].Value}', not '{value}'";
        }
        foreach (var (name, value) in sent)
        {
            if (!isPartial && !expected.ContainsKey(name))
                yield return $"{place}: '{name}' is there and not expected (it is '{value}')";
        }
    }

    private string? Header(string name) =>
        _request.Headers.TryGetValues(name, out var values) || (_request.Content?.Headers.TryGetValues(name, out values) ?? false)
            ? string.Join(", ", values)
            : null;

    private static List<KeyValuePair<string, string>> Pairs(string text) => [.. text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => part.Split('=', 2))
        .Select(static pair => KeyValuePair.Create(UrlText.Decode(pair[0]), pair.Length > 1 ? UrlText.Decode(pair[1]) : ""))];

    private static (List<KeyValuePair<string, string>>? Members, string? Fault) Members(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, "the JSON body is no object");
            return ([.. json.RootElement.EnumerateObject().Select(static m => KeyValuePair.Create(m.Name, m.Value.ToString()))], null);
        }
        catch (JsonException)
        {
            return (null, "the body says that it is JSON and is not");
        }
    }
}
