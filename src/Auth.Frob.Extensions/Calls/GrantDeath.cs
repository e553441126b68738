namespace Auth.Frob.Extensions.Calls;

/// <summary>Told once when the service no longer takes a grant: the place to tell the user, or to ask for a new sign-in.</summary>
/// <param name="death">Which grant, and what the service said.</param>
/// <param name="cancellationToken">Never cancelled, also when the caller who found out leaves: nobody would be told again.</param>
/// <returns>When it is done; the call that found out waits for it.</returns>
/// <remarks>Registered as a service, as many as wanted. What it throws is logged and reaches nobody. Called from many threads.</remarks>
public delegate ValueTask GrantDeath(CallOutcome death, CancellationToken cancellationToken);
