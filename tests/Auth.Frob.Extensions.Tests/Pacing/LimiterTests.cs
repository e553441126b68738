using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Pacing;
using Microsoft.Extensions.DependencyInjection;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>The application's own limiters: from the first turn on, for everybody with the key, or nobody goes.</summary>
public sealed class LimiterTests
{
    [Fact]
    public void A_limiter_that_can_not_be_made_lets_nobody_through_and_is_tried_again()
    {
        var tries = 0;
        using var bench = new HostBench(frob => frob.UseLimiter(
            "lastfm", s => ++tries < 3 ? throw new InvalidOperationException("no") : Two(s.GetRequiredService<TimeProvider>())));
        bench.Invoking(b => b.Pace).Should().Throw<InvalidOperationException>();
        bench.Invoking(b => b.Pace).Should().Throw<InvalidOperationException>();
        FreeTurns(bench.Pace, 3).Should().Be(2);
    }

    [Fact]
    public async Task Who_comes_while_the_limiter_is_made_is_limited_too()
    {
        const int Callers = 4;
        var arrived = 0;
        using var bench = new HostBench(frob => frob.UseLimiter("lastfm", services =>
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref arrived) == Callers);
            for (var i = 0; i < 10_000; i++)
                Thread.Yield();
            return Two(services.GetRequiredService<TimeProvider>());
        }));
        var client = bench.Client;
        var turns = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                Interlocked.Increment(ref arrived);
                return FreeTurns(bench.Paces.Of(client), 2);
            },
            TaskCreationOptions.LongRunning)));
        turns.Sum().Should().Be(2);
    }

    [Fact]
    public void The_limiter_of_an_instance_holds_for_another_with_its_key_that_comes_first()
    {
        using var bench = new HostBench(frob => frob.UseLimiter("second", s => Two(s.GetRequiredService<TimeProvider>())));
        FreeTurns(bench.Paces.Of(bench.Client), 3).Should().Be(2);
        FreeTurns(bench.Paces.Of(bench.Second), 1).Should().Be(0);
    }

    [Fact]
    public void One_limiter_for_two_instances_with_one_key_is_used_as_one()
    {
        RateLimiter? shared = null;
        Func<IServiceProvider, RateLimiter> make = s => shared ??= Two(s.GetRequiredService<TimeProvider>());
        using var bench = new HostBench(frob => frob.UseLimiter("lastfm", make).UseLimiter("second", make));
        FreeTurns(bench.Paces.Of(bench.Client), 1).Should().Be(1);
        FreeTurns(bench.Paces.Of(bench.Second), 2).Should().Be(1);
    }

    [Fact]
    public async Task A_poll_holds_no_permit_while_it_is_on_its_way()
    {
        using var bench = new HostBench(frob => frob.UseLimiter("lastfm", _ => new ConcurrencyLimiter(new() { PermitLimit = 1 })));
        for (var i = 0; i < 3; i++)
        {
            (await bench.Pace.EnterPollAsync(bench.Clock.GetUtcNow() + Seconds(1), CancellationToken.None)).Should().BeTrue();
            bench.Clock.Advance(Seconds(1));
        }
        FreeTurns(bench.Pace, 2).Should().Be(1);
    }

    private static int FreeTurns(KeyPace pace, int wanted)
    {
        var entered = Enumerable.Range(0, wanted).Select(_ => pace.EnterAsync(CancellationToken.None)).ToList();
        return entered.Count(turn => turn.IsCompletedSuccessfully);
    }
}
