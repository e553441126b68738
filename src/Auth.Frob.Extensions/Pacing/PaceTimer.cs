namespace Auth.Frob.Extensions.Pacing;

/// <summary>One timer, armed for the next moment that matters. Not thread-safe; its pace locks.</summary>
internal sealed class PaceTimer(TimeProvider time, Action fire) : IDisposable
{
    // A timer runs for 49 days at the most; a longer wait is armed again when it fires.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly long _start = time.GetTimestamp();
    private readonly ITimer _timer = time.CreateTimer(static fire => ((Action)fire!)(), fire, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private TimeSpan _armedFor = TimeSpan.MaxValue;

    // Not the wall clock, which may be set.
    public TimeSpan Now => time.GetElapsedTime(_start);

    public void Fired() => _armedFor = TimeSpan.MaxValue;

    /// <summary>Arms for a moment, unless an earlier one is armed: to wake up too early does no harm.</summary>
    public void Arm(TimeSpan now, TimeSpan at)
    {
        if (at >= _armedFor)
            return;
        _armedFor = at;
        var wait = at - now < Longest ? at - now : Longest;
        // The system's timer leaves fractions of a millisecond out, and would fire before the moment again and again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();
}
