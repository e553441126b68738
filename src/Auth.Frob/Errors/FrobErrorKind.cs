namespace Auth.Frob.Errors;

/// <summary>What went wrong, whatever the service calls it. Branch on this, never on a message.</summary>
/// <remarks>Each kind says who must act, whether a retry can help, and what becomes of the frob (see <see cref="Spent"/>).</remarks>
public enum FrobErrorKind
{
    /// <summary>The service gave a code that its table does not have. Developer acts; no retry; frob unknown.</summary>
    Unknown = 0,

    /// <summary>The user has not consented yet. The user acts; asking again helps; frob not spent.</summary>
    Pending,

    /// <summary>Not yet consented, expired or used: the service does not say which. The user acts, then one exchange; frob unknown.</summary>
    PendingOrInvalid,

    /// <summary>Not yet, and asked too often. Nobody acts; wait longer; frob not spent.</summary>
    SlowDown,

    /// <summary>The user refused. The user acts; no retry; frob spent.</summary>
    Denied,

    /// <summary>The frob's time is over. The user acts: begin again; frob spent.</summary>
    Expired,

    /// <summary>The frob is unknown, used or another application's. Begin again; frob spent.</summary>
    InvalidFrob,

    /// <summary>User name or password is wrong, or the key may not sign in this way. The user acts; no retry; frob unknown.</summary>
    InvalidCredentials,

    /// <summary>The grant is dead: revoked or unknown. The user signs in again; no retry; frob unknown.</summary>
    InvalidGrant,

    /// <summary>The grant does not allow this. The user signs in again with more; no retry; frob unknown.</summary>
    InsufficientPermission,

    /// <summary>The application's key is missing, unknown or disabled. Developer acts; no retry; frob not spent.</summary>
    InvalidAppKey,

    /// <summary>The application's key is suspended. Developer acts; no retry; frob not spent.</summary>
    SuspendedAppKey,

    /// <summary>The signature is missing or wrong. Developer acts; no retry; frob not spent.</summary>
    InvalidSignature,

    /// <summary>The request is not what the service takes. Developer acts; no retry; frob unknown.</summary>
    InvalidRequest,

    /// <summary>The service does not have this method. Developer acts; no retry; frob unknown.</summary>
    Unsupported,

    /// <summary>The service blocks this user, member or address. The user or the developer acts; no retry; frob unknown.</summary>
    Blocked,

    /// <summary>Too many requests. Nobody acts; wait; frob not spent.</summary>
    RateLimited,

    /// <summary>The application's quota is used up. Developer acts, or wait long; frob not spent.</summary>
    QuotaExceeded,

    /// <summary>The service is down for a while. Nobody acts; wait; frob not spent where a code says so, else unknown.</summary>
    Unavailable,

    /// <summary>The clocks differ too much. Developer acts: set the clock; a retry helps then; frob not spent.</summary>
    ClockSkew,

    /// <summary>What came back belongs to another flow, key or address. Begin again; nothing was sent; frob not spent.</summary>
    Mismatch,

    /// <summary>The answer is not in the service's form. Developer acts; no retry by itself; frob unknown.</summary>
    Malformed,

    /// <summary>No answer came. Nobody acts; a retry helps; frob not spent where nothing left the machine, else unknown.</summary>
    Unreachable,
}
