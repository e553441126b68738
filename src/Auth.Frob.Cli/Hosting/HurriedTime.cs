namespace Auth.Frob.Cli.Hosting;

/// <summary>A clock that runs faster than the wall's, so that a wait of seconds is over in a moment.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HurriedTime(TimeProvider time, int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _first = time.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new HurriedTimer(this, time.CreateTimer(callback, state, Shorter(dueTime), Shorter(period)));

    private TimeSpan Elapsed => time.GetElapsedTime(_first) * factor;

    // A timer of the system drops what is less than a millisecond: it would fire before this clock shows the time that was asked for.
    private TimeSpan Shorter(TimeSpan span) =>
        span <= TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / factor));

    private sealed class HurriedTimer(HurriedTime clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Shorter(dueTime), clock.Shorter(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
