namespace Auth.Frob.Testing.Transcripts;

/// <summary>What is wrong with a transcript's file.</summary>
/// <param name="File">The file.</param>
/// <param name="Member">The member, as a path such as <c>exchanges[0].reply.status</c>; empty for the whole.</param>
/// <param name="Message">What is wrong.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TranscriptFault(string File, string Member, string Message)
{
    /// <summary>File, member and message.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Member.Length == 0 ? $"{File}: {Message}" : $"{File}: {Member}: {Message}";
}
