using Auth.Frob.Desktop.Browsers;

namespace Auth.Frob.Desktop.Screens;

/// <summary>The page that a person is sent to.</summary>
/// <param name="Service">The service's name.</param>
/// <param name="Address">The page's address.</param>
/// <param name="UserCode">The code to type there; null for none.</param>
/// <param name="Browser">What came of opening the system browser; null where that was not asked for.</param>
/// <param name="Way">How the program learns of the consent.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentPage(string Service, ConsentUri Address, string? UserCode, BrowserOutcome? Browser, WayBack Way);
