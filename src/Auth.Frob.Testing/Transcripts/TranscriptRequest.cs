using System.Collections.Immutable;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>What a transcript's flow begins with.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TranscriptRequest
{
    /// <summary>The permissions asked for, area to word.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Permissions { get; init; } = Transcript.NoTexts;

    /// <summary>The callback's address.</summary>
    /// <value>Null: none.</value>
    public string? Callback { get; init; }

    /// <summary>The user's name, for flows without a consent page.</summary>
    /// <value>Null: none.</value>
    public string? Username { get; init; }

    /// <summary>The user's password, a test's.</summary>
    /// <value>Null: none.</value>
    public string? Password { get; init; }
}
