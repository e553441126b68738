namespace Auth.Frob.Testing;

/// <summary>
/// A clock that stands still until a test moves it; timers fire when their time is reached, in the order in which they are due.
/// </summary>
/// <remarks>
/// Thread-safe. Callbacks run on the thread that moves the clock, outside any lock, while the clock shows the time they were due.
/// </remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly DateTimeOffset _start;
    private DateTimeOffset _now;
    private long _order;

    /// <summary>Makes a clock that shows 1 January 2026, midnight UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Makes a clock that shows a given time.</summary>
    /// <param name="start">The first time shown.</param>
    public ManualTimeProvider(DateTimeOffset start) => _start = _now = start.ToUniversalTime();

    /// <summary>The number of timers that wait for their time.</summary>
    /// <value>0 in a clock that nobody waits on.</value>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _armed.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The number of timestamps in a second.</summary>
    /// <value>10 000 000: a timestamp is a tick, in step with the clock.</value>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return (_now - _start).Ticks;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what becomes due on the way.</summary>
    /// <param name="by">How far; not negative. Zero fires what is due now.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        SetUtcNow(GetUtcNow() + by);
    }

    /// <summary>Moves the clock to a time and fires what becomes due on the way.</summary>
    /// <param name="now">The time to show; not before the time shown.</param>
    public void SetUtcNow(DateTimeOffset now)
    {
        if (now < GetUtcNow())
        {
            throw new ArgumentOutOfRangeException(nameof(now), now, "This clock does not go back.");
        }

        while (NextDue(now) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>
    /// Waits until a number of timers are armed, so that a test moves the clock only when the code under test waits on it.
    /// </summary>
    /// <param name="count">How many timers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Ends as soon as <see cref="ArmedTimers"/> is at least <paramref name="count"/>.</returns>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_armed.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            ManualTimer? next = null;
            foreach (ManualTimer timer in _armed)
            {
                if (timer.Due <= until && (next is null || (timer.Due, timer.Order).CompareTo((next.Due, next.Order)) < 0))
                {
                    next = timer;
                }
            }

            if (next is null)
            {
                _now = until > _now ? until : _now;
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                ArmLocked(next, next.Due + next.Period);
            }

            return next;
        }
    }

    private void ArmLocked(ManualTimer timer, DateTimeOffset due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _armed.Add(timer);
    }

    private bool Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
            {
                return false;
            }

            _armed.Remove(timer);
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                ArmLocked(timer, _now + dueTime);
            }

            for (int i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_armed.Count >= _waiters[i].Count)
                {
                    _waiters[i].Reached.TrySetResult();
                    _waiters.RemoveAt(i);
                }
            }

            return true;
        }
    }

    private void Stop(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _armed.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public long Order { get; set; }

        public TimeSpan Period { get; set; }

        public bool IsDisposed { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Change(this, dueTime, period);

        public void Dispose() => clock.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
