using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Scripted;

/// <summary>A clock whose wall can be set while its stopwatch runs on, and which keeps what its timers were armed for.</summary>
internal sealed class OddClock : TimeProvider
{
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>What the stopwatch and the timers run on.</summary>
    public ManualTimeProvider Inner { get; } = new();

    /// <summary>How far the wall clock was set away.</summary>
    public TimeSpan Jump { get; set; }

    /// <summary>The pauses that timers were armed for, in order; one that was stopped has none.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_pauses)
                return [.. _pauses];
        }
    }

    public override long TimestampFrequency => Inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Inner.GetUtcNow() + Jump;

    public override long GetTimestamp() => Inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Keep(dueTime);
        return new KeptTimer(this, Inner.CreateTimer(callback, state, dueTime, period));
    }

    private void Keep(TimeSpan pause)
    {
        lock (_pauses)
        {
            if (pause >= TimeSpan.Zero)
                _pauses.Add(pause);
        }
    }

    private sealed class KeptTimer(OddClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Keep(dueTime);
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
