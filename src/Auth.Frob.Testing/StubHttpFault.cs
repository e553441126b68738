namespace Auth.Frob.Testing;

/// <summary>What goes wrong on the way, instead of a whole reply.</summary>
public enum StubHttpFault
{
    /// <summary>Nothing: the reply arrives.</summary>
    None = 0,

    /// <summary>No connection: the request never leaves.</summary>
    Refused,

    /// <summary>No answer, until the client gives up.</summary>
    Timeout,

    /// <summary>The connection ends before the first byte of the answer.</summary>
    Reset,

    /// <summary>The connection ends in the middle of the body.</summary>
    Truncated,

    /// <summary>A body of 2 MiB whose length is not announced.</summary>
    Huge,
}
