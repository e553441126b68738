namespace Auth.Frob.Testing.Simulation;

/// <summary>The life of a frob.</summary>
public enum FrobState
{
    /// <summary>Never issued.</summary>
    Unknown,

    /// <summary>Issued; nobody has consented.</summary>
    Issued,

    /// <summary>A person has consented; it can be exchanged once.</summary>
    Approved,

    /// <summary>Exchanged, and of no further use.</summary>
    Exchanged,

    /// <summary>Too old to be of use.</summary>
    Expired,
}
