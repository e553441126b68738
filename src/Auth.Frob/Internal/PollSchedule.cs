namespace Auth.Frob.Internal;

/// <summary>Every wait of a host in one queue, with one timer that is armed for the next due time.</summary>
internal sealed class PollSchedule : IDisposable
{
    // A timer runs for 49 days at the most; a longer wait is armed again when it fires.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Waiter, TimeSpan> _queue = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _start;
    private TimeSpan _armedFor = TimeSpan.MaxValue;
    private bool _disposed;

    public PollSchedule(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        // It outlives the call in which the first client is made, and must keep nothing of that.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static self => ((PollSchedule)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    // Not the wall clock, which may be set: a pause is as long as it was asked for.
    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Completes after a pause with the result given, or ends with the token. The timer is armed when this returns.</summary>
    public async Task<bool> AfterAsync(TimeSpan pause, bool result, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new Waiter();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _queue.Enqueue(waiter, Now + pause);
            Arm();
        }
        using var registration = cancellationToken.UnsafeRegister(static (w, token) => ((Waiter)w!).TrySetCanceled(token), waiter);
        await waiter.Task.ConfigureAwait(false);
        return result;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (var (waiter, _) in _queue.UnorderedItems)
                waiter.TrySetException(new ObjectDisposedException(nameof(PollSchedule)));
            _queue.Clear();
        }
        _timer.Dispose();
    }

    // Those who wait run on afterwards, elsewhere: nothing of theirs runs under the lock.
    private void Fire()
    {
        lock (_gate)
        {
            _armedFor = TimeSpan.MaxValue;
            var now = Now;
            while (_queue.TryPeek(out var waiter, out var when) && (when <= now || waiter.Task.IsCompleted))
                _queue.Dequeue().TrySetResult();
            if (!_disposed)
                Arm();
        }
    }

    private void Arm()
    {
        if (!_queue.TryPeek(out _, out var next) || next >= _armedFor)
            return;
        _armedFor = next;
        var wait = TimeSpan.FromTicks(Math.Clamp((next - Now).Ticks, 0, LongestWait.Ticks));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private sealed class Waiter() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
}
