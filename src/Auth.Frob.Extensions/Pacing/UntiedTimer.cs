namespace Auth.Frob.Extensions.Pacing;

/// <summary>Makes timers that keep nothing of the call in which they happen to be made: no trace, no request, nothing of a plugin.</summary>
internal static class UntiedTimer
{
    public static ITimer Make(TimeProvider time, TimerCallback callback, object state)
    {
        // Where nothing flows already, nothing is to be restored.
        using AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Arms for once: never before the moment, and again where the wait is longer than a timer runs.</summary>
    public static void Arm(ITimer timer, TimeSpan wait)
    {
        // A timer runs for 49 days at the most; whoever is woken too early looks at the clock and arms again.
        var bounded = wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1);
        // The system's timer leaves fractions of a millisecond out, and would fire before the moment again and again.
        timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(bounded.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
