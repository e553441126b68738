using Auth.Frob.Extensions.Pacing;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>Two things in one moment: a turn and a cancellation, a permit that came free and a caller who comes.</summary>
public sealed class KeyPaceRacesTests
{
    [Fact]
    public async Task A_call_cancelled_in_the_moment_of_its_turn_gives_it_back()
    {
        using var bench = new PaceBench((1, Seconds(10)));
        using var stop = new CancellationTokenSource();
        await bench.CallAsync();
        var waiting = bench.CallAsync(stop.Token);
        await ServedWhileCancelledAsync(bench, stop);
        await waiting.Awaiting(w => w).Should().ThrowAsync<OperationCanceledException>();
        bench.CallAsync().IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task A_poll_cancelled_in_the_moment_of_its_turn_gives_it_back()
    {
        using var bench = new PaceBench((1, Seconds(10)));
        using var stop = new CancellationTokenSource();
        await bench.CallAsync();
        var waiting = bench.PollAsync(60, stop.Token);
        await ServedWhileCancelledAsync(bench, stop);
        await waiting.Awaiting(w => w).Should().ThrowAsync<OperationCanceledException>();
        bench.CallAsync().IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_comes_before_the_late_timer_does_not_overtake_a_poll_whose_turn_it_is()
    {
        var clock = new LateClock();
        using var pace = new KeyPace("p", (1, Seconds(10)), new PaceOptions(), clock, new());
        await pace.EnterAsync(CancellationToken.None);
        var poll = pace.EnterPollAsync(clock.Now + Seconds(60), CancellationToken.None).AsTask();
        clock.Now += Seconds(10);
        var call = pace.EnterAsync(CancellationToken.None).AsTask();
        (await poll).Should().BeTrue();
        call.IsCompleted.Should().BeFalse();
        clock.Now += Seconds(10);
        clock.Fire();
        (await call).IsTaken.Should().BeTrue();
    }

    // Who registered last is called first, when the token says already that it is cancelled: so the turn comes before the waiter can leave.
    private static async Task ServedWhileCancelledAsync(PaceBench bench, CancellationTokenSource stop)
    {
        using var served = stop.Token.Register(() => bench.Pass(10));
        await stop.CancelAsync();
    }
}
