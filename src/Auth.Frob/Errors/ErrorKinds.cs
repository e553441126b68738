using static Auth.Frob.Errors.FrobErrorKind;

namespace Auth.Frob.Errors;

/// <summary>The facts that hold for every error of a kind.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ErrorKinds
{
    /// <summary>What becomes of the frob, unless the error itself says otherwise.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Yes, no or unknown.</returns>
    public static Spent DefaultSpent(this FrobErrorKind kind) => kind switch
    {
        Pending or SlowDown or RateLimited or QuotaExceeded or Unavailable or InvalidSignature or InvalidAppKey
            or SuspendedAppKey or ClockSkew or Mismatch => Spent.No,
        InvalidFrob or Expired or Denied => Spent.Yes,
        _ => Spent.Unknown,
    };

    /// <summary>Whether the same request may succeed later without anybody changing anything.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True for pending, pace, maintenance and network.</returns>
    public static bool RetryCanHelp(this FrobErrorKind kind) =>
        kind is Pending or SlowDown or RateLimited or QuotaExceeded or Unavailable or Unreachable;

    /// <summary>What to do about it, in one sentence.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A sentence for the person who must act.</returns>
    public static string DefaultRemedy(this FrobErrorKind kind) => kind switch
    {
        Pending => "Let the user allow access on the consent page, then ask again.",
        PendingOrInvalid => "Exchange once after the user says that access was allowed. If it was, begin again: the frob was used or has expired.",
        SlowDown => "Wait longer between two polls.",
        Denied => "The user refused. Begin again only if the user asks for it.",
        Expired => "Begin again: the frob's time is over.",
        InvalidFrob => "Begin again: the frob is unknown, used, or was issued to another key.",
        InvalidCredentials => "Check user name (not the e-mail address) and password, and whether this key may sign in with a password.",
        InvalidGrant => "The grant is dead. Let the user sign in again.",
        InsufficientPermission => "Let the user sign in again with the missing permission.",
        InvalidAppKey => "Check the api key: it is missing, unknown or disabled.",
        SuspendedAppKey => "The service suspended this api key. Ask the service.",
        InvalidSignature => "Check the shared secret.",
        InvalidRequest => "The service did not accept the request's parameters. Check settings and standing parameters.",
        Unsupported => "This server does not have the method. Choose another flow or another address.",
        Blocked => "The service blocks this account or address. Ask the service.",
        RateLimited => "Wait, then ask again less often.",
        QuotaExceeded => "The key's quota is used up. Try again much later, or ask the service for more.",
        Unavailable => "The service is down for a while. Try again in some minutes.",
        ClockSkew => "Set this machine's clock, then try again.",
        Mismatch => "Begin again, and finish in the same application and browser.",
        Malformed => "The answer is not in the service's form. Check the address; if it is right, try again later.",
        Unreachable => "Check network and address, then try again.",
        _ => "The service gave a code that is not in its table. Look it up at the service.",
    };
}
