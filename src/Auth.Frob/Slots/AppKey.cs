namespace Auth.Frob.Slots;

/// <summary>What a service gave the application: a public key and a shared secret.</summary>
/// <param name="ApiKey">The public key. Opaque, case-sensitive.</param>
/// <param name="SharedSecret">The secret that signs; masked in every text.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record AppKey(string ApiKey, Secret SharedSecret);
