namespace Auth.Frob.Desktop.Storage;

/// <summary>An application's key at a service, as it is kept.</summary>
/// <param name="ApiKey">The public key.</param>
/// <param name="SharedSecret">The shared secret; null where the service has none.</param>
/// <param name="Settings">The provider's settings by slot name.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record KeptAppKey(string ApiKey, Secret? SharedSecret, ImmutableSortedDictionary<string, string> Settings);
