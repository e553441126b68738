namespace Auth.Frob.Testing.Transcripts;

/// <summary>A call of the client that a transcript makes.</summary>
public enum TranscriptStep
{
    /// <summary>Begin a flow with a consent page.</summary>
    Begin = 0,

    /// <summary>Exchange the frob for a grant.</summary>
    Exchange,

    /// <summary>Sign in with user name and password.</summary>
    SignIn,

    /// <summary>Prove a grant.</summary>
    Verify,
}
