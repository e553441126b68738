namespace Auth.Frob.Desktop.Screens;

/// <summary>The page that a person is sent to.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Address">The page's address.</param>
/// <param name="UserCode">The code to type there; null for none.</param>
/// <param name="Way">How the program learns of the consent.</param>
/// <param name="OpensBrowser">Whether the system browser is opened next; where it can't be, the screen is told why.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentPage(string Service, ConsentUri Address, string? UserCode, WayBack Way, bool OpensBrowser);
