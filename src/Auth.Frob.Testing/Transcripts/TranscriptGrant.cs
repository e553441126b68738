using System.Collections.Immutable;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>A grant that a transcript expects, or starts from; what is null is not looked at.</summary>
/// <remarks>Immutable and thread-safe. Holds a test's tokens.</remarks>
public sealed record TranscriptGrant
{
    /// <summary>The token.</summary>
    /// <value>Null: any.</value>
    public string? Token { get; init; }

    /// <summary>The token's secret.</summary>
    /// <value>Null: any.</value>
    public string? TokenSecret { get; init; }

    /// <summary>What is said of the account, by <c>id</c>, <c>name</c> and <c>displayName</c>; null: it must be missing.</summary>
    /// <value>Default: nothing.</value>
    public ImmutableSortedDictionary<string, string?> Account { get; init; } = NoNames;

    /// <summary>The permissions that must be among the granted ones.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Permissions { get; init; } = Transcript.NoTexts;

    /// <summary>The extras that must be among the grant's; null: it must be missing.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string?> Extras { get; init; } = NoNames;

    private static ImmutableSortedDictionary<string, string?> NoNames { get; } =
        ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);
}
