namespace Auth.Frob.Desktop.Browsers;

/// <summary>What came of opening the system browser.</summary>
/// <param name="IsOpened">Whether something took the address.</param>
/// <param name="Why">Why not, and what to do; null where it was opened. Without the address.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record BrowserOutcome(bool IsOpened, string? Why);
