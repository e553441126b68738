using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>At most so many permits within any span of a length: exact, by a log of the permits that still count.</summary>
/// <remarks>
/// Thread-safe. Goes by a <see cref="TimeProvider"/>, which .NET's own limiters do not take; and theirs count by segments or refill in
/// steps, where a service that counts calls would see too many at a seam. Who waits in <c>AcquireAsync</c> is served first come, first served.
/// </remarks>
public sealed class SlidingRateLimiter : RateLimiter
{
    private const long Refused = -1;

    private readonly Lock _gate = new();
    private readonly LinkedList<SlidingWaiter> _queue = new();
    private readonly SlidingLog _log;
    private readonly TimeProvider _time;
    private readonly TimeSpan _within;
    private readonly ITimer _timer;
    private readonly long _start;
    private TimeSpan _idleSince;
    private long _granted;
    private long _refused;
    private bool _disposed;

    /// <summary>A limiter.</summary>
    /// <param name="permits">How many permits; at least 1.</param>
    /// <param name="within">Within how long; more than zero.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public SlidingRateLimiter(int permits, TimeSpan within, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permits, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        _time = time ?? TimeProvider.System;
        _within = within;
        _log = new SlidingLog(permits, within);
        _start = _time.GetTimestamp();
        _timer = UntiedTimer.Make(_time, static self => ((SlidingRateLimiter)self!).Fire(), this);
    }

    /// <inheritdoc/>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate)
            {
                var now = Trim();
                return _log.Count == 0 ? now - _idleSince : null;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <inheritdoc/>
    public override RateLimiterStatistics GetStatistics()
    {
        lock (_gate)
        {
            Trim();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = _log.Permits - _log.Count,
                CurrentQueuedCount = _queue.Sum(static w => w.Count),
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    /// <summary>Takes the permits of a lease back, because what they were for never happened. Twice is once.</summary>
    /// <param name="lease">A lease of this limiter.</param>
    /// <exception cref="ArgumentException">The lease is another limiter's.</exception>
    public void GiveBack(RateLimitLease lease)
    {
        ArgumentNullException.ThrowIfNull(lease);
        if (lease is not SlidingLease own || own.Limiter != this)
            throw new ArgumentException("This lease is another limiter's.", nameof(lease));
        lock (_gate)
        {
            for (var i = 0; i < own.Count; i++)
                Return(own.Ticket + i);
            Serve();
        }
    }

    internal bool TryTake(out long ticket, out TimeSpan wait)
    {
        lock (_gate)
            return TryTake(1, out ticket, out wait);
    }

    internal void GiveBack(long ticket)
    {
        lock (_gate)
        {
            Return(ticket);
            Serve();
        }
    }

    internal void GiveBackOldest()
    {
        lock (_gate)
        {
            Trim();
            Return(_log.Oldest);
            Serve();
        }
    }

    internal void Leave(SlidingWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Already served: the lease is the waiter's.
            if (!waiter.TrySetCanceled(cancellationToken))
                return;
            _queue.Remove(waiter);
            Serve();
        }
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
            return Attempt(permitCount);
    }

    /// <inheritdoc/>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, _log.Permits);
        SlidingWaiter waiter;
        lock (_gate)
        {
            if (_queue.Count == 0 && Attempt(permitCount) is { IsAcquired: true } lease)
                return lease;
            waiter = new SlidingWaiter(this, Math.Max(permitCount, 1));
            _queue.AddLast(waiter);
            Serve();
        }
        using var registration = cancellationToken.UnsafeRegister(static (w, token) => ((SlidingWaiter)w!).Leave(token), waiter);
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _disposed = true;
            // As .NET's own do: who waits gets a lease that was not acquired.
            foreach (var waiter in _queue)
                waiter.TrySetResult(new SlidingLease(this, Refused, 0, null));
            _queue.Clear();
        }
        _timer.Dispose();
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(true);
        return base.DisposeAsyncCore();
    }

    private SlidingLease Attempt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _log.Permits);
        return TryTake(count, out var ticket, out var wait) ? new SlidingLease(this, ticket, count, null) : new SlidingLease(this, Refused, 0, wait);
    }

    // A question for no permits asks whether one could be had.
    private bool TryTake(int count, out long ticket, out TimeSpan wait)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var now = Trim();
        ticket = 0;
        wait = _queue.Count == 0 || count == 0 ? _log.Wait(Math.Max(count, 1), now) : _within;
        if (wait > TimeSpan.Zero)
        {
            _refused++;
            return false;
        }
        _granted++;
        if (count > 0)
            ticket = _log.Add(count, now);
        return true;
    }

    private void Return(long ticket)
    {
        if (_log.Remove(ticket) && _log.Count == 0)
            _idleSince = Now;
    }

    private TimeSpan Trim()
    {
        var now = Now;
        if (_log.Trim(now) is { } emptied)
            _idleSince = emptied;
        return now;
    }

    private void Fire()
    {
        lock (_gate)
            Serve();
    }

    private void Serve()
    {
        while (!_disposed && _queue.First is { Value: var first })
        {
            var now = Trim();
            var wait = _log.Wait(first.Count, now);
            if (wait > TimeSpan.Zero)
            {
                UntiedTimer.Arm(_timer, wait);
                return;
            }
            _queue.RemoveFirst();
            _granted++;
            first.TrySetResult(new SlidingLease(this, _log.Add(first.Count, now), first.Count, null));
        }
    }
}
