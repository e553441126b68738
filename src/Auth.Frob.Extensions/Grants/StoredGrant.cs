namespace Auth.Frob.Extensions.Grants;

/// <summary>A grant as a store has it.</summary>
/// <param name="Key">Where it is kept.</param>
/// <param name="Grant">The grant; null where it is unreadable.</param>
/// <param name="Health">What is known of it.</param>
/// <param name="Version">Changes with every write, also a mark; opaque, never empty.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record StoredGrant(GrantKey Key, Grant? Grant, GrantHealth Health, string Version);
