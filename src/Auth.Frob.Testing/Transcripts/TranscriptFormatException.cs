using System.Collections.Immutable;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>A file holds no transcript.</summary>
/// <remarks>The message has one line per fault.</remarks>
public sealed class TranscriptFormatException : FormatException
{
    internal TranscriptFormatException(ImmutableArray<TranscriptFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Every fault of the file.</summary>
    /// <value>At least one.</value>
    public ImmutableArray<TranscriptFault> Faults { get; }
}
