namespace Auth.Frob.Cli.Diagnosis;

/// <summary>What a check came to.</summary>
internal enum Verdict
{
    Ok = 0,

    /// <summary>Something is missing that a sign-in can do without.</summary>
    Warn,

    /// <summary>Something must be mended.</summary>
    Bad,
}
