namespace Auth.Frob.Desktop.Keys;

/// <summary>The sources of a store's keys, and why they are these.</summary>
/// <param name="Name">What writes: <see cref="KeySources.Keyring"/>, <see cref="KeySources.KeyFile"/> or <see cref="KeySources.Passphrase"/>.</param>
/// <param name="Sources">The first writes, all of them read.</param>
/// <param name="WhyNotKeyring">Why the keyring was passed over by an automatic choice; null where it was not.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ChosenKeys(string Name, ImmutableArray<KeySource> Sources, StoreException? WhyNotKeyring);
