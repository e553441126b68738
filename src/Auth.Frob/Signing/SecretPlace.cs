namespace Auth.Frob.Signing;

/// <summary>Where the shared secret stands in the base string.</summary>
public enum SecretPlace
{
    /// <summary>After everything else.</summary>
    Last,

    /// <summary>Before everything else.</summary>
    First,

    /// <summary>At both ends.</summary>
    BothEnds,
}
