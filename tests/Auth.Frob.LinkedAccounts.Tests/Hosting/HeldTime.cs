namespace Auth.Frob.LinkedAccounts.Tests.Hosting;

/// <summary>Time that runs, but for whoever waits for so long: that wait has no end, and is told of.</summary>
public sealed class HeldTime(TimeSpan held) : TimeProvider
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when somebody has begun to wait.</summary>
    public Task Reached => _reached.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != held)
            return System.CreateTimer(callback, state, dueTime, period);
        _reached.TrySetResult();
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
