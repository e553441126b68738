using System.Collections.Immutable;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>What a service was seen, or is documented, to say, and what a client must make of it.</summary>
/// <remarks>Immutable and thread-safe. <see cref="LoadAsync"/> reads one, <see cref="TranscriptReplay"/> runs it.</remarks>
public sealed record Transcript
{
    /// <summary>The file that it was read from, or another name for faults and reports.</summary>
    public required string File { get; init; }

    /// <summary>What it is about, in one line.</summary>
    /// <value>Empty where the file does not say.</value>
    public string Title { get; init; } = "";

    /// <summary>Where the replies come from.</summary>
    /// <value>Empty where the file does not say.</value>
    public string Source { get; init; } = "";

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>What the clock shows.</summary>
    /// <value>Default: 1 January 2026, midnight UTC.</value>
    public DateTimeOffset Now { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The nonces, in order.</summary>
    /// <value>Default: none. Where they end, the next is <c>n</c> and its place: n1, n2, ...</value>
    public ImmutableArray<string> Nonces { get; init; } = [];

    /// <summary>The application's key.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The application's shared secret, a test's.</summary>
    /// <value>Null where the provider signs nothing.</value>
    public string? SharedSecret { get; init; }

    /// <summary>The provider's settings by slot name.</summary>
    /// <value>Default: none, the recipe's defaults hold.</value>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = NoTexts;

    /// <summary>Standing parameters, sent everywhere.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Standing { get; init; } = NoTexts;

    /// <summary>What the flow begins with.</summary>
    /// <value>Default: nothing.</value>
    public TranscriptRequest Request { get; init; } = new();

    /// <summary>The steps to run, in order.</summary>
    /// <value>Empty: begin and exchange, or signIn where the flow has no consent page.</value>
    public ImmutableArray<TranscriptStep> Steps { get; init; } = [];

    /// <summary>The requests that are expected and their answers, in order.</summary>
    public required ImmutableArray<StubHttpExchange> Exchanges { get; init; }

    /// <summary>How the user comes back.</summary>
    /// <value>Default: unseen.</value>
    public TranscriptAnswer Answer { get; init; } = new(TranscriptAnswerKind.None, "");

    /// <summary>The stored grant of a transcript that only verifies.</summary>
    /// <value>Null: the grant comes from the step before.</value>
    public TranscriptGrant? Grant { get; init; }

    /// <summary>What must come out.</summary>
    public required TranscriptOutcome Outcome { get; init; }

    internal static ImmutableSortedDictionary<string, string> NoTexts { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads a transcript.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="file">The file's name, for faults and reports.</param>
    /// <returns>The transcript.</returns>
    /// <exception cref="TranscriptFormatException">The text is none; every fault is named at once, unknown members included.</exception>
    public static Transcript Parse(string json, string file)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        return TranscriptReader.Read(json, file);
    }

    /// <summary>Reads a transcript from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The transcript.</returns>
    /// <exception cref="TranscriptFormatException">The file holds none; every fault is named at once.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static async Task<Transcript> LoadAsync(string path, CancellationToken cancellationToken = default) =>
        Parse(await System.IO.File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path);
}
