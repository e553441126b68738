namespace Auth.Frob.Desktop.Screens;

/// <summary>How a wait for a person goes.</summary>
/// <param name="Way">What is waited for.</param>
/// <param name="TimeLeft">The time until the deadline, never negative.</param>
/// <param name="NextIn">The time until the service is asked again; null where nobody asks.</param>
/// <param name="Attempt">How often the service was asked, or answers that did not match came.</param>
/// <param name="Last">What the last one came to; null before the first.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SignInProgress(WayBack Way, TimeSpan TimeLeft, TimeSpan? NextIn, int Attempt, FrobErrorKind? Last);
