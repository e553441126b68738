using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Testing;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class SlidingRateLimiterTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SlidingRateLimiter _limiter;

    public SlidingRateLimiterTests() => _limiter = new SlidingRateLimiter(2, Seconds(10), _clock);

    public void Dispose() => _limiter.Dispose();

    [Fact]
    public void A_third_permit_of_two_is_had_when_the_first_is_as_old_as_the_span()
    {
        Attempt().Should().BeTrue();
        _clock.Advance(Seconds(4));
        Attempt().Should().BeTrue();
        using (var refused = _limiter.AttemptAcquire())
        {
            refused.IsAcquired.Should().BeFalse();
            refused.TryGetMetadata(MetadataName.RetryAfter, out var wait).Should().BeTrue();
            wait.Should().Be(Seconds(6));
        }
        _clock.Advance(Seconds(6) - TimeSpan.FromTicks(1));
        Attempt().Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        Attempt().Should().BeTrue();
        Attempt().Should().BeFalse();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 2)]
    [InlineData(17, 3)]
    [InlineData(64, 4)]
    public void Any_span_holds_as_many_permits_as_allowed_and_refuses_only_when_it_is_full(int permits, int seed)
    {
        using var limiter = new SlidingRateLimiter(permits, Seconds(10), _clock);
        var granted = new List<(DateTimeOffset At, RateLimitLease Lease)>();
        var state = (ulong)seed;
        for (var i = 0; i < 5000; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            var dice = (int)(state >> 40);
            _clock.Advance(TimeSpan.FromMilliseconds(dice % 7 == 0 ? dice % 3000 : dice % (20_000 / permits)));
            var now = _clock.GetUtcNow();
            var inSpan = granted.Count(g => now - g.At < Seconds(10));
            if (dice % 11 == 3 && granted.Count > 0)
            {
                var index = granted.Count - 1 - (dice % Math.Min(granted.Count, permits));
                limiter.GiveBack(granted[index].Lease);
                limiter.GiveBack(granted[index].Lease);
                granted.RemoveAt(index);
                continue;
            }
            var lease = limiter.AttemptAcquire();
            lease.IsAcquired.Should().Be(inSpan < permits, "try {0} found {1} of {2}", i, inSpan, permits);
            if (lease.IsAcquired)
                granted.Add((now, lease));
        }
        granted.Count.Should().BeGreaterThan(500);
    }

    [Fact]
    public async Task Who_waits_is_served_in_order_when_permits_come_free()
    {
        Attempt().Should().BeTrue();
        Attempt().Should().BeTrue();
        var first = _limiter.AcquireAsync(2).AsTask();
        var second = _limiter.AcquireAsync().AsTask();
        _clock.Advance(Seconds(10));
        (await first).IsAcquired.Should().BeTrue();
        second.IsCompleted.Should().BeFalse();
        _clock.Advance(Seconds(10));
        (await second).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_overtakes_those_who_wait()
    {
        Attempt().Should().BeTrue();
        var both = _limiter.AcquireAsync(2).AsTask();
        Attempt().Should().BeFalse();
        _clock.Advance(Seconds(10));
        (await both).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task Who_stops_waiting_makes_room_for_the_next()
    {
        using var stop = new CancellationTokenSource();
        Attempt().Should().BeTrue();
        var both = _limiter.AcquireAsync(2, stop.Token).AsTask();
        var one = _limiter.AcquireAsync().AsTask();
        await stop.CancelAsync();
        (await one).IsAcquired.Should().BeTrue();
        await both.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void What_never_happened_is_given_back_once()
    {
        var lease = _limiter.AttemptAcquire(2);
        _limiter.GiveBack(lease);
        _limiter.GiveBack(lease);
        _limiter.GetStatistics()!.CurrentAvailablePermits.Should().Be(2);
        Attempt().Should().BeTrue();
        Attempt().Should().BeTrue();
        Attempt().Should().BeFalse();
    }

    [Fact]
    public void A_lease_of_another_limiter_is_refused()
    {
        using var other = Two(_clock);
        _limiter.Invoking(l => l.GiveBack(other.AttemptAcquire())).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Statistics_count_what_was_granted_refused_and_queued()
    {
        Attempt();
        Attempt();
        Attempt();
        var waiting = _limiter.AcquireAsync().AsTask();
        var statistics = _limiter.GetStatistics()!;
        statistics.TotalSuccessfulLeases.Should().Be(2);
        statistics.CurrentAvailablePermits.Should().Be(0);
        statistics.CurrentQueuedCount.Should().Be(1);
        _clock.Advance(Seconds(10));
        await waiting;
        _limiter.GetStatistics()!.TotalSuccessfulLeases.Should().Be(3);
    }

    [Fact]
    public void It_is_idle_from_the_moment_at_which_every_permit_is_free()
    {
        _clock.Advance(Seconds(3));
        _limiter.IdleDuration.Should().Be(Seconds(3));
        Attempt();
        _limiter.IdleDuration.Should().BeNull();
        _clock.Advance(Seconds(15));
        _limiter.IdleDuration.Should().Be(Seconds(5));
    }

    [Fact]
    public void More_than_all_permits_are_a_mistake()
    {
        _limiter.Invoking(l => l.AttemptAcquire(3)).Should().Throw<ArgumentOutOfRangeException>();
        _limiter.AttemptAcquire(0).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task More_than_all_permits_are_a_mistake_behind_others_too()
    {
        using var both = _limiter.AttemptAcquire(2);
        var waiting = _limiter.AcquireAsync().AsTask();
        var tooMany = _limiter.AcquireAsync(3).AsTask();
        tooMany.IsFaulted.Should().BeTrue();
        await tooMany.Awaiting(t => t).Should().ThrowAsync<ArgumentOutOfRangeException>();
        _clock.Advance(Seconds(10));
        (await waiting).IsAcquired.Should().BeTrue();
    }

    [Fact]
    public async Task A_limiter_that_is_disposed_refuses_those_who_wait()
    {
        Attempt();
        var waiting = _limiter.AcquireAsync(2).AsTask();
        await _limiter.DisposeAsync();
        (await waiting).IsAcquired.Should().BeFalse();
        _clock.ArmedTimers.Should().Be(0);
        _limiter.Invoking(l => l.AttemptAcquire()).Should().Throw<ObjectDisposedException>();
    }

    private bool Attempt()
    {
        using var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired;
    }
}
