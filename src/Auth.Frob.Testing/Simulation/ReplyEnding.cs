namespace Auth.Frob.Testing.Simulation;

/// <summary>How a simulated reply ends on the wire.</summary>
public enum ReplyEnding
{
    /// <summary>The whole reply is sent.</summary>
    Whole,

    /// <summary>The connection ends in the middle of the body.</summary>
    Truncated,

    /// <summary>The connection ends before a byte of the reply; the request has been dealt with.</summary>
    Reset,
}
