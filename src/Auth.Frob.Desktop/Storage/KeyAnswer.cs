using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>What a source said of a key that an entry names.</summary>
/// <param name="Key">The key, a copy that whoever asked clears; null where there is none.</param>
/// <param name="Why">Why there is none; null where there is one.</param>
/// <param name="Fault">What is wrong with the source, with its own remedy; null where the source could be asked.</param>
internal readonly record struct KeyAnswer(StoreKey? Key, string? Why, StoreException? Fault);
