using Auth.Frob.Errors;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What a sign-in came to.</summary>
/// <param name="Order">What was asked for.</param>
/// <param name="Grant">The grant.</param>
internal sealed record LoginShown(LoginOrder Order, Grant Grant)
{
    /// <summary>Whether the service has a call that proves the grant.</summary>
    public bool CanBeVerified { get; init; }

    /// <summary>Why it was not verified; null where it was, or can't be.</summary>
    public FrobError? Unverified { get; init; }

    public bool IsKept { get; init; }

    /// <summary>Why the command does not end well, beside the grant.</summary>
    public CommandFailure? Failure { get; init; }
}
