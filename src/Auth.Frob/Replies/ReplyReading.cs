namespace Auth.Frob.Replies;

/// <summary>What a reader found at the places of a shape, or why it could not read.</summary>
/// <remarks>Belongs to one reply; not thread-safe. Prints no value.</remarks>
public sealed class ReplyReading
{
    private readonly string?[] _values;
    private List<(int Place, string Name, string Value)>? _collected;

    /// <summary>An empty reading.</summary>
    /// <param name="shape">The places.</param>
    public ReplyReading(ReplyShape shape) => _values = new string?[(shape ?? throw new ArgumentNullException(nameof(shape))).Count];

    /// <summary>Why the body could not be read.</summary>
    /// <value>The first cause in our own words, without anything of the body; null if it was read to its end.</value>
    public string? Fault { get; private set; }

    /// <summary>The value at each place.</summary>
    /// <value>Null where the reply has none.</value>
    public ReadOnlySpan<string?> Values => _values;

    internal IReadOnlyList<(int Place, string Name, string Value)> Collected => _collected ?? [];

    /// <summary>The value at the first of several places that has one.</summary>
    /// <param name="places">The places' numbers.</param>
    /// <returns>The value, or null.</returns>
    public string? First(ImmutableArray<int> places)
    {
        foreach (var place in places)
        {
            if (_values[place] is { } value)
                return value;
        }
        return null;
    }

    /// <summary>Says why the body could not be read. The first cause stays.</summary>
    /// <param name="cause">The cause, such as <c>the reply is empty</c>.</param>
    public void Fail(string cause) => Fault ??= cause;

    /// <summary>Notes a value. The first one at a place stays.</summary>
    /// <param name="place">The place's number.</param>
    /// <param name="value">The value.</param>
    public void Found(int place, string value)
    {
        if (value.Length > 0)
            _values[place] ??= value;
    }

    /// <summary>Notes one value of a place that takes all.</summary>
    /// <param name="place">The place's number.</param>
    /// <param name="name">Its path from there.</param>
    /// <param name="value">The value.</param>
    public void Collect(int place, string name, string value)
    {
        if (value.Length > 0)
            (_collected ??= []).Add((place, name, value));
    }
}
