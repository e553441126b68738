namespace Auth.Frob.Outcomes;

/// <summary>Asked before each poll; the poll waits until it answers. The place for a pace that many waits share.</summary>
/// <param name="pending">The flow that wants to poll.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>True: the poll may go. False: its turn does not come before <see cref="PendingConsent.ExpiresAt"/>, and the wait is over.</returns>
/// <remarks>Must be thread-safe.</remarks>
public delegate ValueTask<bool> PollGate(PendingConsent pending, CancellationToken cancellationToken);
