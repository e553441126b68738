using System.Collections.Immutable;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>What the replay of a transcript showed.</summary>
/// <remarks>Immutable and thread-safe. Differences show what was sent and read; transcripts hold a test's secrets alone.</remarks>
public sealed record ReplayReport
{
    /// <summary>The transcript.</summary>
    public required Transcript Transcript { get; init; }

    /// <summary>In what the replay differed, a sentence each.</summary>
    /// <value>Empty: it agrees.</value>
    public required ImmutableArray<string> Differences { get; init; }

    /// <summary>Whether every request was the expected one, every expected one came, and the outcome is the expected one.</summary>
    /// <value>False as soon as there is one difference.</value>
    public bool Agrees => Differences.IsEmpty;

    /// <summary>Every text that the run's values printed of themselves.</summary>
    internal ImmutableArray<string> Printed { get; init; } = [];

    /// <summary>Every secret that the run held.</summary>
    internal ImmutableArray<string> Secrets { get; init; } = [];

    /// <summary>File, title and differences.</summary>
    /// <returns>One line, and one more per difference.</returns>
    public override string ToString()
    {
        var head = $"{(Agrees ? "agrees" : "differs")}: {Transcript.File}: {Transcript.Title}";
        return Agrees ? head : head + Environment.NewLine + string.Join(Environment.NewLine, Differences.Select(static d => "  " + d));
    }
}
