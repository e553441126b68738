namespace Auth.Frob.Testing.Simulation;

/// <summary>Parameters of a request, decoded.</summary>
/// <remarks>
/// Equal pairs count once. Of pairs that differ in the value alone the last wins, and the form comes after the query, as in PHP's
/// merged request.
/// Immutable.
/// </remarks>
public sealed class SimulatedParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private SimulatedParameters(IReadOnlyList<KeyValuePair<string, string>> all)
    {
        All = all;
        foreach ((string name, string value) in all)
        {
            _values[name] = value;
        }
    }

    /// <summary>Every pair that was sent, in order, duplicates included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All { get; }

    /// <summary>Each name once, with the value that counts.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>The value of a parameter.</summary>
    /// <param name="name">The name, in its exact case.</param>
    /// <returns>The value, which may be empty, or null where the parameter was not sent.</returns>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Reads a query or a form.</summary>
    /// <param name="text">
    /// The text without its question mark; empty members (<c>&amp;&amp;</c>, a trailing <c>&amp;</c>) are skipped.
    /// </param>
    /// <returns>The parameters.</returns>
    public static SimulatedParameters Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var all = new List<KeyValuePair<string, string>>();
        foreach (string member in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = member.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? member : member[..equals];
            string value = equals < 0 ? "" : member[(equals + 1)..];
            all.Add(new(UrlText.Decode(name), UrlText.Decode(value)));
        }

        return new(all);
    }

    /// <summary>These parameters and after them others.</summary>
    /// <param name="later">The parameters that come after and win.</param>
    /// <returns>The union.</returns>
    public SimulatedParameters MergedWith(SimulatedParameters later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return new([.. All, .. later.All]);
    }

    /// <summary>Parameters made from pairs.</summary>
    /// <param name="pairs">The pairs, decoded.</param>
    /// <returns>The parameters.</returns>
    public static SimulatedParameters Of(IEnumerable<KeyValuePair<string, string>> pairs) => new([.. pairs]);

    /// <summary>The value of a parameter that counts as missing when it is empty.</summary>
    /// <param name="name">The name, in its exact case.</param>
    /// <returns>The value, or null where it is missing or empty.</returns>
    public string? Filled(string name) => this[name] is { Length: > 0 } value ? value : null;
}
