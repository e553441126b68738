namespace Auth.Frob.Extensions.Pacing;

/// <summary>One timer, armed for the next moment that matters. Not thread-safe; its pace locks.</summary>
internal sealed class PaceTimer(TimeProvider time, Action fire) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private readonly ITimer _timer = UntiedTimer.Make(time, static fire => ((Action)fire!)(), fire);
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
        UntiedTimer.Arm(_timer, at - now);
    }

    public void Dispose() => _timer.Dispose();
}
