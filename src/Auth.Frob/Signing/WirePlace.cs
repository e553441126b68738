namespace Auth.Frob.Signing;

/// <summary>Where a parameter travels.</summary>
public enum WirePlace
{
    /// <summary>In the request's body.</summary>
    Body,

    /// <summary>In the address.</summary>
    Query,

    /// <summary>In a header of its own; no signature covers it.</summary>
    Header,

    /// <summary>Inside the header that the signer writes; the signature covers it.</summary>
    SignerHeader,
}
