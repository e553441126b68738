namespace Auth.Frob.Testing.Simulation;

/// <summary>What can go wrong at a service, or on the way to it.</summary>
public enum FaultKind
{
    /// <summary>An error code of the service, instead of an answer.</summary>
    Code,

    /// <summary>HTTP 429 from the front end, as HTML.</summary>
    TooManyRequests,

    /// <summary>HTTP 503 from the front end, as HTML.</summary>
    Unavailable,

    /// <summary>The right answer, late.</summary>
    Slow,

    /// <summary>The request is dealt with; the connection ends before its answer.</summary>
    Reset,

    /// <summary>The request is dealt with; the connection ends in the middle of its answer.</summary>
    Truncated,

    /// <summary>Bytes that are no protocol's answer, with HTTP 200.</summary>
    Garbage,

    /// <summary>An answer of 2 MiB.</summary>
    Huge,

    /// <summary>A redirect (307) to another address.</summary>
    Redirect,
}
