namespace Auth.Frob.Desktop;

/// <summary>How a sign-in will run: by which of the provider's flows, and how the program learns of the consent.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Way">The way back.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DesktopPlan(FrobFlow Flow, WayBack Way);
