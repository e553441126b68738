namespace Auth.Frob.Recipes;

/// <summary>A value computed from others: a named seam for what data cannot say.</summary>
/// <param name="To">The slot that it fills.</param>
/// <param name="From">The computation; null leaves the slot empty. Must be pure and thread-safe.</param>
/// <param name="Reads">The slots that the computation reads; where one is empty it does not run.</param>
/// <remarks>Immutable.</remarks>
public sealed record Derived(Slot To, Func<SlotValues, string?> From, params ImmutableArray<Slot> Reads);
