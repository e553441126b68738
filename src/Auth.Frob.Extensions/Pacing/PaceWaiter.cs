namespace Auth.Frob.Extensions.Pacing;

/// <summary>One who waits for a turn. Runs on elsewhere: nothing of its own runs under the lock of its pace.</summary>
internal sealed class PaceWaiter(KeyPace pace, bool isPoll, TimeSpan entered, TimeSpan deadline)
    : TaskCompletionSource<PaceTurn>(TaskCreationOptions.RunContinuationsAsynchronously), IComparable<PaceWaiter>
{
    public bool IsPoll => isPoll;

    public TimeSpan Entered => entered;

    public TimeSpan Deadline => deadline;

    public long Order { get; set; }

    /// <summary>Its place in the queue; null before and after.</summary>
    public LinkedListNode<PaceWaiter>? Place { get; set; }

    /// <summary>Waits for the turn; cancelled, it leaves the line, so that the turn is the next one's.</summary>
    public async ValueTask<PaceTurn> TurnAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((PaceWaiter)waiter!).Leave(token), this);
        var turn = await Task.ConfigureAwait(false);
        if (!turn.IsTaken || !cancellationToken.IsCancellationRequested)
            return turn;
        // Cancelled in the moment of its turn: nothing will be sent.
        turn.GiveBack();
        throw new OperationCanceledException(cancellationToken);
    }

    // By deadline; of two with one deadline, who came first.
    public int CompareTo(PaceWaiter? other) => other is null ? 1 : (deadline, Order).CompareTo((other.Deadline, other.Order));

    private void Leave(CancellationToken cancellationToken)
    {
        if (pace.Leave(this))
            TrySetCanceled(cancellationToken);
    }
}
