using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Calls;

/// <summary>A call in the name of a grant that was not sent: there is no grant that may be used, or its turn would come too late.</summary>
/// <remarks>Holds no secret. What the service itself answered is never an exception; read it off the reply.</remarks>
public sealed class FrobCallException : Exception
{
    /// <summary>A call that was not sent.</summary>
    /// <param name="error">Why, and what to do.</param>
    /// <param name="key">The grant that it asked for; null where it named none.</param>
    public FrobCallException(FrobError error, GrantKey? key = null)
        : base(Text(error))
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
        Key = key;
    }

    /// <summary>Why the call was not sent, and what to do.</summary>
    /// <value>
    /// InvalidGrant: let the user sign in; InsufficientPermission: ask for more; Mismatch: another key, address or instance; RateLimited,
    /// QuotaExceeded, Unavailable: later.
    /// </value>
    public FrobError Error { get; }

    /// <summary>The grant that the call asked for.</summary>
    /// <value>Null where the request named none.</value>
    public GrantKey? Key { get; }

    private static string Text(FrobError? error)
    {
        var cause = error?.Cause is { Length: > 0 } said ? $" {said.TrimEnd('.')}." : "";
        return $"{error?.Kind}:{cause} {error?.Remedy}";
    }
}
