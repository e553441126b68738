namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>A clock whose timers fire late, as on a machine that slept: the time is set first, then what was due is told.</summary>
internal sealed class LateClock : TimeProvider
{
    private readonly List<Action> _timers = [];

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add(() => callback(state));
        return new Silent();
    }

    public void Fire() => _timers.ForEach(timer => timer());

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
