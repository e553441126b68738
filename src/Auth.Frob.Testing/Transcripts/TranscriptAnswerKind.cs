namespace Auth.Frob.Testing.Transcripts;

/// <summary>How a transcript's user comes back.</summary>
public enum TranscriptAnswerKind
{
    /// <summary>Unseen: the user says that access was allowed.</summary>
    None = 0,

    /// <summary>By a redirect of the browser.</summary>
    Redirect,

    /// <summary>With a code to type.</summary>
    Code,
}
