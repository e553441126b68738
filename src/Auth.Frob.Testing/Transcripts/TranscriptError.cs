using Auth.Frob.Errors;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>The error that a transcript expects; what is null is not looked at, so an empty one takes any error.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TranscriptError
{
    /// <summary>The step that fails.</summary>
    /// <value>Null: any.</value>
    public TranscriptStep? Step { get; init; }

    /// <summary>The kind of error.</summary>
    /// <value>Null: any.</value>
    public FrobErrorKind? Kind { get; init; }

    /// <summary>The provider's code.</summary>
    /// <value>Null: any. Empty: there must be none.</value>
    public string? Code { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <value>Null: any. 0: there must be none, for no reply came.</value>
    public int? Http { get; init; }

    /// <summary>Whether the frob is spent.</summary>
    /// <value>Null: any.</value>
    public Spent? Spent { get; init; }
}
