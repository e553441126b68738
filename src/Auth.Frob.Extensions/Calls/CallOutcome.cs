using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Calls;

/// <summary>An error that a service answered to a call in the name of a grant.</summary>
/// <param name="Key">The grant.</param>
/// <param name="Error">What the service said, and what to do.</param>
/// <remarks>Immutable and thread-safe. The reply itself reaches the caller unchanged.</remarks>
public sealed record CallOutcome(GrantKey Key, FrobError Error)
{
    /// <summary>What the grant does not allow of what the call said it needs.</summary>
    /// <value>None where the error is not InsufficientPermission, or the call did not say.</value>
    public Permissions Missing { get; init; } = Permissions.None;
}
