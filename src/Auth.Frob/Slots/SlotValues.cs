using System.Runtime.InteropServices;

namespace Auth.Frob.Slots;

/// <summary>The values of one flow by slot, over the application's own (key, secret, settings), which it cannot change.</summary>
/// <remarks>Not thread-safe while it is filled. Prints names only.</remarks>
public sealed class SlotValues
{
    private readonly SlotValues? _app;
    private readonly List<Entry> _entries = new(4);

    internal SlotValues(SlotValues? app = null) => _app = app;

    internal ReadOnlySpan<Entry> Own => CollectionsMarshal.AsSpan(_entries);

    /// <summary>Reads a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <value>The value, or null where nothing filled it.</value>
    public string? this[Slot slot]
    {
        get
        {
            var name = slot.Name;
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                if (string.Equals(_entries[i].Slot.Name, name, StringComparison.Ordinal))
                    return _entries[i].Value;
            }
            return _app?[slot];
        }
    }

    /// <summary>The names of the filled slots, without a value.</summary>
    /// <returns>Names, separated by commas.</returns>
    public override string ToString() => string.Join(", ", _entries.Select(static e => e.Slot.Name));

    // A later value hides an earlier one.
    internal void Set(Slot slot, string value) => _entries.Add(new Entry(slot, value));

    /// <summary>Replaces every secret value in a text, so that a service's message cannot carry one out.</summary>
    /// <remarks>The longest first: one that stands within another would leave the rest of it in the open.</remarks>
    internal string Mask(string text) => Secrets().SelectMany(static s => new[] { s, Uri.EscapeDataString(s) }).OrderByDescending(static s => s.Length)
        .Aggregate(text, static (masked, secret) => masked.Replace(secret, Secret.Mask, StringComparison.Ordinal));

    private IEnumerable<string> Secrets() =>
        _entries.Where(static e => e.Slot.IsSecret && e.Value.Length > 0).Select(static e => e.Value).Concat(_app?.Secrets() ?? []);

    internal readonly record struct Entry(Slot Slot, string Value);
}
