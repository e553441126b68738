namespace Auth.Frob.Testing.Transcripts;

/// <summary>The pending consent that a transcript expects; what is null is not looked at.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TranscriptPending
{
    /// <summary>The whole address of the consent page.</summary>
    /// <value>Null: any.</value>
    public string? ConsentUri { get; init; }

    /// <summary>The code that the user is shown.</summary>
    /// <value>Null: any.</value>
    public string? UserCode { get; init; }

    /// <summary>The time between two polls.</summary>
    /// <value>Null: any. Zero: the flow must not be polled.</value>
    public TimeSpan? PollEvery { get; init; }
}
