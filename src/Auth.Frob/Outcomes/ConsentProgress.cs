namespace Auth.Frob.Outcomes;

/// <summary>Where a wait for consent stands after one more question.</summary>
/// <param name="Attempt">How many questions were asked so far; 1 is the first.</param>
/// <param name="Answer">What the last one came to.</param>
/// <param name="NextIn">The time until the next one.</param>
/// <param name="TimeLeft">The time until the frob's deadline, never negative.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentProgress(int Attempt, FrobError Answer, TimeSpan NextIn, TimeSpan TimeLeft);
