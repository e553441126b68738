using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Telemetry;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>The pace of one app key at one address, shared by all who use it in this process: one line, one timer, one hold.</summary>
/// <remarks>Thread-safe. After a hold the limiter alone paces: where there is none, all who wait go at once.</remarks>
internal sealed class KeyPace : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly PaceOptions _options;
    private readonly FrobTelemetry _telemetry;
    private readonly string _provider;
    private readonly PaceHold _hold;
    private readonly PaceQueues _queues;
    private readonly PaceTimer _timer;
    private readonly PacePermits _permits;
    private TimeSpan _fullUntil = TimeSpan.MinValue;
    private bool _disposed;

    public KeyPace(
        string provider, (int Calls, TimeSpan Within)? published, PaceOptions options, TimeProvider time, FrobTelemetry telemetry, RateLimiter? limiter = null)
    {
        _provider = provider;
        _options = options;
        _time = time;
        _telemetry = telemetry;
        _hold = new PaceHold(options);
        _timer = new PaceTimer(time, Fire);
        _queues = new PaceQueues(published is { } rhythm ? rhythm.Within / rhythm.Calls : TimeSpan.Zero);
        _permits = new PacePermits(limiter ?? (published is { } limit ? new SlidingRateLimiter(limit.Calls, limit.Within, time) : null));
    }

    /// <summary>How long everybody still waits because the service said so; zero where it did not.</summary>
    public TimeSpan HoldLeft { get { lock (_gate) return _hold.Until > Now ? _hold.Until - Now : TimeSpan.Zero; } }

    /// <summary>How many wait for their turn now.</summary>
    public int Waiting { get { lock (_gate) return _queues.Count; } }

    private TimeSpan Now => _timer.Now;

    /// <summary>Waits for the turn of a call; throws <see cref="FrobCallException"/> where it would come too late.</summary>
    public ValueTask<PaceTurn> EnterAsync(CancellationToken cancellationToken) => EnterAsync(_options.LongestWait, cancellationToken);

    public ValueTask<PaceTurn> EnterAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<PaceTurn>(cancellationToken);
        PaceWaiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var now = Now;
            if (now >= _hold.Until && _queues.IsCallFree(now) && TryTake(now, out var turn))
                return ValueTask.FromResult(turn);
            waiter = _queues.Join(new PaceWaiter(this, false, now, now + longest));
            Pump(now);
        }
        return WaitAsync(waiter, cancellationToken);
    }

    /// <summary>Waits for the turn of a poll; false where it would come after the deadline.</summary>
    /// <remarks>Says so at the deadline and not before: a wait that ended early would call a frob expired that is not.</remarks>
    public ValueTask<bool> EnterPollAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);
        PaceWaiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var (now, left) = (Now, deadline - _time.GetUtcNow());
            if (left < TimeSpan.Zero)
                return ValueTask.FromResult(false);
            if (now >= _hold.Until && _queues.IsPollFree(now) && TryTake(now, out var turn))
            {
                _queues.Polled(now);
                turn.Lease?.Dispose();
                return ValueTask.FromResult(true);
            }
            waiter = _queues.Join(new PaceWaiter(this, true, now, left < TimeSpan.MaxValue - now ? now + left : TimeSpan.MaxValue));
            Pump(now);
        }
        return WaitForPollAsync(waiter, cancellationToken);
    }

    /// <summary>What the service last answered under this key: null for a success.</summary>
    /// <param name="error">The error.</param>
    /// <param name="turn">The turn of the call that was answered; without it an answer is an old one only while a hold lasts.</param>
    public void Heard(FrobError? error, PaceTurn turn = default)
    {
        // What we refused ourselves the service never said.
        if (FlowHandler.IsOwn(error?.MediaType))
            return;
        var holds = turn.IsTaken ? turn.Holds : (int?)null;
        TimeSpan held;
        lock (_gate)
        {
            var now = Now;
            if (PaceHold.IsSuccess(error))
                _hold.Succeed(now, holds);
            if (_disposed || error is null || !PaceHold.IsFor(error.Kind) || !_hold.Fail(error, now, holds))
                return;
            held = _hold.Until - now;
            Pump(now);
        }
        _telemetry.Held(_provider, error.Kind, held);
    }

    /// <summary>Takes a permit back: of a call that never reached the service, or of a lease that ends.</summary>
    public void Return(long ticket, RateLimitLease? lease)
    {
        lock (_gate)
        {
            _permits.Return(ticket, lease);
            _fullUntil = TimeSpan.MinValue;
            Pump(Now);
        }
    }

    /// <summary>Takes the permit of a poll back that failed on its way.</summary>
    public void ReturnPoll() => Return(PacePermits.Oldest, null);

    /// <summary>Takes a waiter out of the line; false where it was answered.</summary>
    public bool Leave(PaceWaiter waiter)
    {
        lock (_gate)
        {
            if (!_queues.Leave(waiter))
                return false;
            Pump(Now);
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _queues.Clear(static waiter => waiter.TrySetException(new ObjectDisposedException(nameof(KeyPace))));
            _permits.Dispose();
        }
        _timer.Dispose();
    }

    private async ValueTask<PaceTurn> WaitAsync(PaceWaiter waiter, CancellationToken cancellationToken)
    {
        var turn = await waiter.TurnAsync(cancellationToken).ConfigureAwait(false);
        if (Now > waiter.Entered)
            _telemetry.Waited(_provider, Now - waiter.Entered);
        return turn;
    }

    private async ValueTask<bool> WaitForPollAsync(PaceWaiter waiter, CancellationToken cancellationToken)
    {
        var turn = await WaitAsync(waiter, cancellationToken).ConfigureAwait(false);
        turn.Dispose();
        return turn.IsTaken;
    }

    private void Fire()
    {
        lock (_gate)
        {
            _timer.Fired();
            Pump(Now);
        }
    }

    // The one place where turns are given, whatever happened: time, an answer, a permit returned, one who left.
    private void Pump(TimeSpan now)
    {
        if (_disposed)
            return;
        // Nobody is let through after the deadline; a turn at the deadline itself is in time.
        EndUntil(now - TimeSpan.FromTicks(1), now);
        while (now >= _hold.Until && _queues.Next(now) is { } waiter && Serve(waiter, now))
        {
        }
        EndUntil(now, now);
        var earliest = _hold.Until > _fullUntil ? _hold.Until : _fullUntil;
        while (_queues.FirstCall is { } call && call.Deadline < earliest)
            End(call, now);
        if (_queues.FirstDeadline is { Deadline: var deadline })
        {
            var next = earliest > now ? earliest : _queues.PollAt;
            _timer.Arm(now, next < deadline ? next : deadline);
        }
    }

    private void EndUntil(TimeSpan deadline, TimeSpan now)
    {
        while (_queues.FirstDeadline is { } first && first.Deadline <= deadline)
            End(first, now);
    }

    private void End(PaceWaiter waiter, TimeSpan now)
    {
        _queues.Leave(waiter);
        if (waiter.IsPoll)
            waiter.TrySetResult(default);
        else if (_hold.Until > now)
            waiter.TrySetException(PaceRefusal.Held(_hold.Kind, _hold.Until - now));
        else
            waiter.TrySetException(PaceRefusal.Full(_fullUntil > now ? _fullUntil - now : null));
    }

    private bool Serve(PaceWaiter waiter, TimeSpan now)
    {
        try
        {
            if (!TryTake(now, out var turn))
                return false;
            _queues.Leave(waiter);
            if (waiter.IsPoll)
                _queues.Polled(now);
            waiter.TrySetResult(turn);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The application's limiter failed; the timer's thread must not.
            _queues.Leave(waiter);
            waiter.TrySetException(fault);
        }
        return true;
    }

    private bool TryTake(TimeSpan now, out PaceTurn turn)
    {
        var taken = _permits.TryTake(out var ticket, out var lease, out var wait);
        _fullUntil = taken ? TimeSpan.MinValue : now + wait;
        turn = taken ? new PaceTurn(this, ticket, lease, _hold.Count) : default;
        return taken;
    }
}
