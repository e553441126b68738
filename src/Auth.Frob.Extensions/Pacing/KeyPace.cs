namespace Auth.Frob.Extensions.Pacing;

/// <summary>The pace of one app key at one address, shared by all who use it in this process.</summary>
internal sealed class KeyPace
{
    /// <summary>Waits for the turn of a call; throws <see cref="Calls.FrobCallException"/> where it would come too late.</summary>
    public ValueTask<PaceTurn> EnterAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new PaceTurn());

    /// <summary>Waits for the turn of a poll; false where it would come after the deadline.</summary>
    public ValueTask<bool> EnterPollAsync(DateTimeOffset deadline, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    /// <summary>What the service last answered under this key: null for a success.</summary>
    public void Heard(FrobError? error)
    {
    }
}
