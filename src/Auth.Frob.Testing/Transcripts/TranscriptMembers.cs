using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>The members of one JSON object: reads them by name and keeps account of what is missing, wrong or unknown.</summary>
internal sealed class TranscriptMembers
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly Action<string, string> _fault;
    private readonly string _path;

    public TranscriptMembers(JsonElement element, string path, Action<string, string> fault)
    {
        _path = path;
        _fault = fault;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", "must be an object");
            return;
        }
        foreach (var member in element.EnumerateObject())
        {
            if (!_left.TryAdd(member.Name, member.Value))
                Fault(member.Name, "is there twice");
        }
    }

    public void Fault(string name, string message) => _fault(name.Length == 0 ? _path : Path(name), message);

    public bool Has(string name) => _left.ContainsKey(name);

    public string? Text(string name) => Take(name) is { } value ? Text(name, value) : null;

    public string NeededText(string name)
    {
        if (!Has(name))
            Fault(name, "is missing");
        return Text(name) ?? "";
    }

    public int? Number(string name)
    {
        if (Take(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        Fault(name, "must be a whole number");
        return null;
    }

    public TimeSpan? Duration(string name)
    {
        if (!_left.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Number)
            return Number(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        if (TimeSpan.TryParse(Text(name), CultureInfo.InvariantCulture, out var span))
            return span;
        Fault(name, "must be a number of seconds, or a text such as 00:00:05");
        return null;
    }

    public bool Flag(string name)
    {
        if (Take(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public T? Word<T>(string name)
        where T : struct, Enum => Text(name) is { } word ? Word<T>(name, word) : null;

    public ImmutableArray<T> Words<T>(string name)
        where T : struct, Enum => [.. Texts(name).Select((word, i) => Word<T>($"{name}[{i}]", word) ?? default)];

    public ImmutableArray<string> Texts(string name) => [.. Items(name).Select(item => Text(item.Name, item.Value) ?? "")];

    /// <summary>Null where the member is not there.</summary>
    public ImmutableSortedDictionary<string, string>? Map(string name, IComparer<string>? names = null) =>
        Inner(name)?._left.ToImmutableSortedDictionary(
            static m => m.Key, m => Text($"{name}.{m.Key}", m.Value) ?? "", names ?? StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string?>? NullableMap(string name, params ReadOnlySpan<string> only)
    {
        if (Inner(name) is not { } members)
            return null;
        var map = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var (key, text) in members._left)
        {
            map[key] = text.ValueKind == JsonValueKind.Null ? null : members.Text(key, text);
            if (only.Length > 0 && !only.Contains(key))
                members.Fault(key, $"is no member here; there are: {string.Join(", ", only!)}");
        }
        return map.ToImmutable();
    }

    public T? Object<T>(string name, Func<TranscriptMembers, T> read)
        where T : class => Take(name) is { } value ? Read(Path(name), value, read) : null;

    public ImmutableArray<T> Objects<T>(string name, Func<TranscriptMembers, T> read)
        where T : class => [.. Items(name).Select(item => Read(Path(item.Name), item.Value, read))];

    public T Read<T>(Func<TranscriptMembers, T> read)
    {
        var result = read(this);
        foreach (var name in _left.Keys)
            Fault(name, $"is no member here; there are: {string.Join(", ", _known)}");
        return result;
    }

    private T Read<T>(string path, JsonElement value, Func<TranscriptMembers, T> read) =>
        new TranscriptMembers(value, path, _fault).Read(read);

    private TranscriptMembers? Inner(string name) => Take(name) is { } value ? new TranscriptMembers(value, Path(name), _fault) : null;

    private IEnumerable<(string Name, JsonElement Value)> Items(string name)
    {
        if (Take(name) is not { } list)
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Fault(name, "must be a list");
            yield break;
        }
        var index = 0;
        foreach (var item in list.EnumerateArray())
            yield return ($"{name}[{index++}]", item);
    }

    private T? Word<T>(string name, string word)
        where T : struct, Enum
    {
        if (Enum.GetNames<T>().FirstOrDefault(n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase)) is { } found)
            return Enum.Parse<T>(found);
        Fault(name, $"is '{word}', which is none of: {string.Join(", ", Enum.GetNames<T>())}");
        return null;
    }

    private string? Text(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Fault(name, "must be a text");
        return null;
    }

    private JsonElement? Take(string name)
    {
        _known.Add(name);
        return _left.Remove(name, out var value) ? value : null;
    }

    private string Path(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
