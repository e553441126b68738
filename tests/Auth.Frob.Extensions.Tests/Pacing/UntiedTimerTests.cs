using Auth.Frob.Extensions.Pacing;
using Auth.Frob.LastFm;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>A timer lives as long as its key's pace: it must keep nothing of the call in which it was made.</summary>
public sealed class UntiedTimerTests
{
    [Fact]
    public void No_timer_takes_the_flow_of_the_call_that_made_it_along()
    {
        var clock = new FlowClock();
        using var pace = new KeyPace("p", (2, Seconds(10)), new PaceOptions(), clock, new());
        using var limiter = new SlidingRateLimiter(2, Seconds(10), clock);
        clock.Made.Should().Be(3);
        clock.Tied.Should().Be(0);
        ExecutionContext.IsFlowSuppressed().Should().BeFalse();
    }

    [Fact]
    public void A_timer_may_be_made_where_nothing_flows_anyway()
    {
        using var flow = ExecutionContext.SuppressFlow();
        using var limiter = new SlidingRateLimiter(2, Seconds(10), new FlowClock());
        ExecutionContext.IsFlowSuppressed().Should().BeTrue();
    }

    [Fact]
    public async Task A_span_longer_than_a_timer_runs_can_be_waited_for()
    {
        using var stop = new CancellationTokenSource();
        using var limiter = new SlidingRateLimiter(1, TimeSpan.FromDays(60));
        using var first = limiter.AttemptAcquire();
        var second = limiter.AcquireAsync(1, stop.Token).AsTask();
        second.IsCompleted.Should().BeFalse();
        await stop.CancelAsync();
        await second.Awaiting(s => s).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void The_timer_of_the_polls_keeps_nothing_either()
    {
        var clock = new FlowClock();
        using var clients = new FrobBuilder().UseTime(clock).AddLastFm(o =>
            (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion) = (Calls.CallBench.Key, Calls.CallBench.Shared, "Tests", "1.0")).Build();
        clock.Made.Should().Be(1);
        clock.Tied.Should().Be(0);
    }

    private sealed class FlowClock : TimeProvider
    {
        public int Made { get; private set; }

        public int Tied { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Made++;
            Tied += ExecutionContext.IsFlowSuppressed() ? 0 : 1;
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
