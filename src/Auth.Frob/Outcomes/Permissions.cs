using System.Collections;

namespace Auth.Frob.Outcomes;

/// <summary>What is asked for or was granted: a word per area.</summary>
/// <remarks>
/// The words <c>none</c>, <c>read</c>, <c>write</c>, <c>delete</c> are compared by order. A flat permission is a name with the word
/// <c>granted</c> and is compared by presence. Unknown words are kept and are never enough. Immutable and thread-safe.
/// </remarks>
public sealed class Permissions : IEnumerable<KeyValuePair<string, string>>, IEquatable<Permissions>
{
    /// <summary>The word of a flat permission.</summary>
    public const string Granted = "granted";

    // By the numbers of the levels.
    private static readonly ImmutableArray<string> Words = ["none", "read", "write", "delete"];

    private readonly ImmutableSortedDictionary<string, string> _words;

    private Permissions(ImmutableSortedDictionary<string, string> words) => _words = words;

    /// <summary>Nothing.</summary>
    public static Permissions None { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>How many areas are named.</summary>
    public int Count => _words.Count;

    /// <summary>The word of an area.</summary>
    /// <param name="area">The area's name, compared ordinally.</param>
    /// <value>The word, or <c>none</c> where the area is not named.</value>
    public string this[string area] => _words.GetValueOrDefault(area, "none");

    /// <summary>The same with an area at a level.</summary>
    /// <param name="area">The area's name.</param>
    /// <param name="level">The level.</param>
    /// <returns>A copy.</returns>
    public Permissions With(string area, PermissionLevel level) => With(area, Words[(int)level]);

    /// <summary>The same with a word for an area.</summary>
    /// <param name="area">The area's name.</param>
    /// <param name="word">The word; by default that of a flat permission.</param>
    /// <returns>A copy.</returns>
    public Permissions With(string area, string word = Granted)
    {
        ArgumentNullException.ThrowIfNull(area);
        ArgumentNullException.ThrowIfNull(word);
        return new(_words.SetItem(area, word));
    }

    /// <summary>The level of an area.</summary>
    /// <param name="area">The area's name.</param>
    /// <returns>The level; None for an area that is not named and for an unknown word.</returns>
    public PermissionLevel LevelOf(string area) => Level(this[area]);

    /// <summary>Whether everything asked for is allowed here.</summary>
    /// <param name="asked">What is needed.</param>
    /// <returns>True if no area falls short.</returns>
    public bool Covers(Permissions asked) => Missing(asked).Count == 0;

    /// <summary>What of the asked is not allowed here.</summary>
    /// <param name="asked">What is needed.</param>
    /// <returns>The areas that fall short, with the words that were asked.</returns>
    public Permissions Missing(Permissions asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return asked.Where(p => !IsEnough(this[p.Key], p.Value)).Aggregate(None, static (all, p) => all.With(p.Key, p.Value));
    }

    /// <summary>What is allowed here or there: of each area the higher.</summary>
    /// <param name="more">What to add.</param>
    /// <returns>A copy.</returns>
    public Permissions Union(Permissions more) => Missing(more).Aggregate(this, static (all, p) => all.With(p.Key, p.Value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _words.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares area by area.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True if the same areas have the same words.</returns>
    public bool Equals(Permissions? other) => other is not null && _words.SequenceEqual(other._words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Permissions);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    /// <summary>The areas and their words, such as <c>doc=write network=read</c>.</summary>
    /// <returns>A line for people.</returns>
    public override string ToString() => string.Join(' ', _words.Select(static p => $"{p.Key}={p.Value}"));

    private static bool IsEnough(string granted, string asked)
    {
        if (Level(asked) == PermissionLevel.None)
            return string.Equals(asked, "none", StringComparison.Ordinal) || string.Equals(asked, granted, StringComparison.Ordinal);
        return Level(granted) >= Level(asked);
    }

    private static PermissionLevel Level(string word) => (PermissionLevel)Math.Max(0, Words.IndexOf(word));
}
