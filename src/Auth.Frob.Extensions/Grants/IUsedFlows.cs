namespace Auth.Frob.Extensions.Grants;

/// <summary>Remembers which flows were used, so that none is used twice, on whichever node.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IUsedFlows
{
    /// <summary>Uses a flow: the first who asks may go on, everybody after is refused.</summary>
    /// <param name="id">The flow's id; unguessable, no secret.</param>
    /// <param name="until">When the record may be forgotten: not before the flow itself expires.</param>
    /// <param name="cancellationToken">Ends the call; whether the flow is used then is not known.</param>
    /// <returns>True for the first.</returns>
    public ValueTask<bool> TryUseAsync(string id, DateTimeOffset until, CancellationToken cancellationToken = default);

    /// <summary>Whether a flow was used.</summary>
    /// <param name="id">The flow's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True if it was, and is not forgotten yet.</returns>
    public ValueTask<bool> IsUsedAsync(string id, CancellationToken cancellationToken = default);
}
