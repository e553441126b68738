namespace Auth.Frob.Recipes;

/// <summary>Something that the application may decide about a provider.</summary>
/// <param name="Slot">The slot that its value fills.</param>
/// <param name="Kind">How a value is checked.</param>
/// <param name="Default">The value where the application says nothing; null leaves the slot empty.</param>
/// <param name="Choices">The values of a choice; empty for the other kinds.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Setting(Slot Slot, SettingKind Kind, string? Default, params ImmutableArray<string> Choices);
