using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Pacing;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class KeyPaceTurnsTests : IDisposable
{
    // Two in ten seconds: polls are five seconds apart.
    private readonly PaceBench _bench = new((2, Seconds(10)));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Calls_go_at_once_while_there_is_room_and_then_in_order()
    {
        await _bench.CallAsync();
        await _bench.CallAsync();
        Task<PaceTurn>[] waiting = [_bench.CallAsync(), _bench.CallAsync(), _bench.CallAsync()];
        _bench.Pass(9.999);
        _bench.Pace.Waiting.Should().Be(3);
        _bench.Pass(0.001);
        _bench.Pace.Waiting.Should().Be(1);
        await Task.WhenAll(waiting[0], waiting[1]);
        _bench.Pass(10);
        (await waiting[2]).IsTaken.Should().BeTrue();
    }

    [Fact]
    public async Task A_turn_that_is_free_at_once_allocates_nothing()
    {
        using var bench = new PaceBench((60_000, Seconds(1)));
        var allocated = long.MaxValue;
        // The first round grows the log and compiles.
        for (var round = 0; round < 3; round++)
        {
            bench.Pass(1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 50_000; i++)
                (await bench.Pace.EnterAsync(default)).Dispose();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        allocated.Should().BeLessThan(50_000, "not a byte for a turn");
    }

    [Fact]
    public async Task Polls_are_spread_though_the_limit_would_let_two_go_at_once()
    {
        (await _bench.PollAsync(60)).Should().BeTrue();
        var second = _bench.PollAsync(60);
        _bench.Pass(4.9);
        _bench.Pace.Waiting.Should().Be(1);
        _bench.Pass(0.1);
        (await second).Should().BeTrue();
    }

    [Fact]
    public async Task A_call_waits_for_one_poll_at_most_however_many_wait()
    {
        using var bench = new PaceBench((300, Seconds(60)));
        // From now on a permit comes free every 200 ms, and polls alone could use up every one.
        for (var i = 0; i < 300; i++)
        {
            await bench.CallAsync();
            bench.Pass(0.2);
        }
        var polls = Enumerable.Range(0, 50).Select(_ => bench.PollAsync(600)).ToArray();
        (await polls[0]).Should().BeTrue();
        var call = bench.CallAsync();
        bench.Pass(0.2);
        await call;
        bench.Pass(0.2);
        (await polls[1]).Should().BeTrue();
        bench.Pace.Waiting.Should().Be(48);
    }

    [Fact]
    public async Task A_poll_waits_for_those_calls_alone_that_came_before_it()
    {
        await _bench.CallAsync();
        await _bench.CallAsync();
        var before = _bench.CallAsync();
        var poll = _bench.PollAsync(600);
        var after = _bench.CallAsync();
        _bench.Pass(10);
        await before;
        (await poll).Should().BeTrue();
        _bench.Pace.Waiting.Should().Be(1);
        _bench.Pass(10);
        await after;
    }

    [Fact]
    public async Task A_poll_whose_turn_does_not_come_is_told_so_at_its_deadline()
    {
        await _bench.PollAsync(60);
        var late = _bench.PollAsync(4);
        var atTheDeadline = _bench.PollAsync(5);
        _bench.Pass(3.999);
        _bench.Pace.Waiting.Should().Be(2);
        _bench.Pass(0.001);
        (await late).Should().BeFalse();
        _bench.Pass(1);
        (await atTheDeadline).Should().BeTrue();
    }

    [Fact]
    public async Task None_is_let_through_after_its_deadline_though_the_timer_is_late()
    {
        var clock = new LateClock();
        using var pace = new KeyPace("p", (2, Seconds(10)), new PaceOptions(), clock, new());
        await pace.EnterPollAsync(clock.Now, default);
        var poll = pace.EnterPollAsync(clock.Now + Seconds(6), default);
        clock.Now += Seconds(7);
        clock.Fire();
        (await poll).Should().BeFalse();
        (await pace.EnterPollAsync(clock.Now - Seconds(1), default)).Should().BeFalse();
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_the_turn_to_the_next()
    {
        await _bench.PollAsync(60);
        using var stop = new CancellationTokenSource();
        var first = _bench.PollAsync(60, stop.Token);
        var second = _bench.PollAsync(60);
        await stop.CancelAsync();
        await first.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
        _bench.Pass(5);
        (await second).Should().BeTrue();
    }

    [Fact]
    public async Task Who_is_cancelled_before_the_turn_takes_none()
    {
        var cancelled = new CancellationToken(true);
        await _bench.Awaiting(b => b.CallAsync(cancelled)).Should().ThrowAsync<OperationCanceledException>();
        await _bench.Awaiting(b => b.PollAsync(60, cancelled)).Should().ThrowAsync<OperationCanceledException>();
        await _bench.CallAsync();
        await _bench.CallAsync();
    }

    [Fact]
    public async Task A_turn_given_back_is_the_next_ones_at_once_and_only_once()
    {
        var turn = await _bench.CallAsync();
        await _bench.CallAsync();
        var (third, fourth) = (_bench.CallAsync(), _bench.CallAsync());
        turn.GiveBack();
        turn.GiveBack();
        turn.Dispose();
        await third;
        _bench.Pace.Waiting.Should().Be(1);
        _bench.Pass(10);
        await fourth;
    }

    [Fact]
    public async Task A_poll_that_failed_on_its_way_gives_its_permit_back()
    {
        await _bench.PollAsync(60);
        await _bench.CallAsync();
        var call = _bench.CallAsync();
        _bench.Pace.ReturnPoll();
        (await call).IsTaken.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_would_wait_longer_than_calls_wait_is_refused_at_once()
    {
        using var bench = new PaceBench((1, Seconds(31)));
        await bench.CallAsync();
        var refused = (await bench.Awaiting(b => b.CallAsync()).Should().ThrowAsync<FrobCallException>()).Which;
        refused.Error.Kind.Should().Be(FrobErrorKind.RateLimited);
        refused.Error.RetryAfter.Should().Be(Seconds(31));
        refused.Error.HttpStatus.Should().BeNull();
        bench.Pass(1);
        var inTime = bench.CallAsync();
        bench.Pass(30);
        (await inTime).IsTaken.Should().BeTrue();
    }

    [Fact]
    public async Task A_call_that_stands_behind_too_many_is_refused_when_its_time_is_over()
    {
        using var bench = new PaceBench((1, Seconds(20)));
        await bench.CallAsync();
        var (first, second) = (bench.CallAsync(), bench.CallAsync());
        bench.Pass(20);
        await first;
        (await second.Awaiting(t => t).Should().ThrowAsync<FrobCallException>()).Which.Error.RetryAfter.Should().Be(Seconds(20));
    }

    [Fact]
    public async Task Without_a_published_pace_nothing_waits()
    {
        using var bench = new PaceBench();
        for (var i = 0; i < 1000; i++)
        {
            (await bench.CallAsync()).IsTaken.Should().BeTrue();
            (await bench.PollAsync(0)).Should().BeTrue();
        }
        bench.Clock.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task Those_who_wait_end_with_the_pace()
    {
        await _bench.CallAsync();
        await _bench.PollAsync(60);
        var (call, poll) = (_bench.CallAsync(), _bench.PollAsync(60));
        _bench.Dispose();
        await call.Awaiting(t => t).Should().ThrowAsync<ObjectDisposedException>();
        await poll.Awaiting(t => t).Should().ThrowAsync<ObjectDisposedException>();
        await _bench.Awaiting(b => b.CallAsync()).Should().ThrowAsync<ObjectDisposedException>();
        _bench.Clock.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task One_timer_serves_all_who_wait()
    {
        await _bench.PollAsync(60);
        var waiting = Enumerable.Range(0, 500).Select(_ => _bench.PollAsync(60)).ToArray();
        _bench.Clock.ArmedTimers.Should().Be(1);
        _bench.Pass(60);
        (await Task.WhenAll(waiting)).Count(went => went).Should().Be(12);
    }
}
