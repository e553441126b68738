namespace Auth.Frob.Testing.Transcripts;

/// <summary>How a transcript's user comes back, and with what.</summary>
/// <param name="Kind">How.</param>
/// <param name="Value">The redirect's address, or the code; <c>{state}</c> and <c>{callback}</c> stand for the flow's own.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TranscriptAnswer(TranscriptAnswerKind Kind, string Value);
