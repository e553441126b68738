using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Pacing;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class KeyPaceHoldTests : IDisposable
{
    private readonly PaceBench _bench = new();

    private KeyPace Pace => _bench.Pace;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(FrobErrorKind.RateLimited, 5)]
    [InlineData(FrobErrorKind.Unavailable, 5)]
    [InlineData(FrobErrorKind.QuotaExceeded, 300)]
    [InlineData(FrobErrorKind.InvalidGrant, 0)]
    [InlineData(FrobErrorKind.Pending, 0)]
    [InlineData(FrobErrorKind.Unreachable, 0)]
    [InlineData(FrobErrorKind.Malformed, 0)]
    public void Pace_quota_and_maintenance_hold_everybody_and_nothing_else_does(FrobErrorKind kind, int seconds)
    {
        Pace.Heard(new FrobError(kind));
        Pace.HoldLeft.Should().Be(Seconds(seconds));
    }

    [Fact]
    public async Task Calls_and_polls_go_on_when_the_hold_ends()
    {
        Pace.Heard(RateLimited with { RetryAfter = Seconds(7) });
        var (call, poll) = (_bench.CallAsync(), _bench.PollAsync(60));
        _bench.Pass(6.999);
        Pace.Waiting.Should().Be(2);
        _bench.Pass(0.001);
        (await call).IsTaken.Should().BeTrue();
        (await poll).Should().BeTrue();
    }

    [Fact]
    public void Each_failure_after_a_hold_doubles_it_up_to_a_bound()
    {
        foreach (var expected in new[] { 5, 10, 20, 40, 80, 160, 300, 300 })
        {
            Pace.Heard(Unavailable);
            Pace.HoldLeft.Should().Be(Seconds(expected));
            _bench.Pass(expected);
        }
    }

    [Fact]
    public void A_time_that_is_over_already_asks_for_nothing_and_the_ordinary_hold_is_kept()
    {
        Pace.Heard(Unavailable with { RetryAfter = TimeSpan.Zero });
        Pace.HoldLeft.Should().Be(Seconds(5));
    }

    [Fact]
    public void A_quota_holds_longer_up_to_an_hour()
    {
        foreach (var expected in new[] { 5, 10, 20, 40, 60, 60 })
        {
            Pace.Heard(Quota);
            Pace.HoldLeft.Should().Be(TimeSpan.FromMinutes(expected));
            _bench.Pass(expected * 60);
        }
    }

    [Fact]
    public async Task A_success_ends_the_doubling()
    {
        Pace.Heard(Unavailable);
        _bench.Pass(5);
        Pace.Heard(Unavailable);
        _bench.Pass(10);
        Pace.Heard(null, await _bench.CallAsync());
        Pace.Heard(Unavailable);
        Pace.HoldLeft.Should().Be(Seconds(5));
    }

    [Fact]
    public void An_error_that_is_no_matter_of_pace_is_a_success_of_the_service_but_silence_is_none()
    {
        Pace.Heard(Unavailable);
        _bench.Pass(5);
        Pace.Heard(new FrobError(FrobErrorKind.Unreachable));
        Pace.Heard(Unavailable);
        Pace.HoldLeft.Should().Be(Seconds(10));
        _bench.Pass(10);
        Pace.Heard(new FrobError(FrobErrorKind.Pending));
        Pace.Heard(Unavailable);
        Pace.HoldLeft.Should().Be(Seconds(5));
    }

    [Fact]
    public async Task Calls_under_way_together_fail_once()
    {
        var turns = new List<PaceTurn>();
        for (var i = 0; i < 64; i++)
            turns.Add(await _bench.CallAsync());
        foreach (var turn in turns)
            Pace.Heard(RateLimited, turn);
        Pace.HoldLeft.Should().Be(Seconds(5));
        _bench.Pass(5);
        Pace.Heard(RateLimited, turns[0]);
        Pace.HoldLeft.Should().Be(TimeSpan.Zero, "that call was sent before the hold");
        Pace.Heard(RateLimited, await _bench.CallAsync());
        Pace.HoldLeft.Should().Be(Seconds(10));
    }

    [Fact]
    public async Task A_success_of_a_call_sent_before_the_hold_ends_nothing()
    {
        var old = await _bench.CallAsync();
        Pace.Heard(Unavailable);
        Pace.Heard(null);
        _bench.Pass(5);
        Pace.Heard(null, old);
        Pace.Heard(Unavailable);
        Pace.HoldLeft.Should().Be(Seconds(10));
    }

    [Fact]
    public void The_longest_time_that_the_service_asks_for_counts_within_an_hour()
    {
        Pace.Heard(RateLimited with { RetryAfter = Seconds(20) });
        Pace.Heard(RateLimited with { RetryAfter = Seconds(10) });
        Pace.HoldLeft.Should().Be(Seconds(20));
        Pace.Heard(RateLimited with { RetryAfter = Seconds(25) });
        Pace.HoldLeft.Should().Be(Seconds(25));
        Pace.Heard(RateLimited with { RetryAfter = TimeSpan.FromDays(9) });
        Pace.HoldLeft.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public void A_quota_heard_during_a_short_hold_makes_it_long()
    {
        Pace.Heard(RateLimited);
        Pace.Heard(Quota);
        Pace.Heard(Quota);
        Pace.HoldLeft.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_hold_longer_than_calls_wait_refuses_them_without_a_request()
    {
        var before = Pace;
        before.Heard(RateLimited with { RetryAfter = Seconds(29) });
        var waiting = _bench.CallAsync();
        before.Heard(Quota with { RetryAfter = Seconds(31) });
        foreach (var call in new[] { waiting, _bench.CallAsync() })
        {
            var refused = (await call.Awaiting(t => t).Should().ThrowAsync<FrobCallException>()).Which;
            refused.Error.Kind.Should().Be(FrobErrorKind.QuotaExceeded);
            refused.Error.RetryAfter.Should().Be(Seconds(31));
            refused.Error.Cause.Should().Contain("31 seconds");
            refused.Error.Remedy.Should().Contain("LongestWait");
        }
        _bench.Pass(1);
        var inTime = _bench.CallAsync();
        _bench.Pass(30);
        (await inTime).IsTaken.Should().BeTrue();
    }

    [Fact]
    public async Task A_poll_waits_through_a_long_hold_until_its_deadline()
    {
        Pace.Heard(Quota);
        var (ends, goes) = (_bench.PollAsync(299), _bench.PollAsync(3600));
        _bench.Pass(298);
        Pace.Waiting.Should().Be(2);
        _bench.Pass(1);
        (await ends).Should().BeFalse();
        _bench.Pass(1);
        (await goes).Should().BeTrue();
    }

    [Fact]
    public async Task After_a_hold_the_limiter_paces()
    {
        using var bench = new PaceBench((2, Seconds(10)));
        bench.Pace.Heard(Unavailable);
        Task<PaceTurn>[] calls = [bench.CallAsync(), bench.CallAsync(), bench.CallAsync()];
        bench.Pass(5);
        bench.Pace.Waiting.Should().Be(1);
        bench.Pass(10);
        (await Task.WhenAll(calls)).Should().OnlyContain(turn => turn.IsTaken);
    }
}
