namespace Auth.Frob.Testing.Transcripts;

/// <summary>What must come out of a transcript; may name less than there is.</summary>
/// <remarks>Immutable and thread-safe. Without <see cref="Error"/> no step may fail.</remarks>
public sealed record TranscriptOutcome
{
    /// <summary>The pending consent of the step begin.</summary>
    /// <value>Null: not looked at.</value>
    public TranscriptPending? Pending { get; init; }

    /// <summary>The grant of the last step.</summary>
    /// <value>Null: not looked at.</value>
    public TranscriptGrant? Grant { get; init; }

    /// <summary>The error that ends it.</summary>
    /// <value>Null: there must be none.</value>
    public TranscriptError? Error { get; init; }
}
