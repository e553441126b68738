using System.Globalization;
using System.Threading.RateLimiting;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using static Auth.Frob.Extensions.Tests.Pacing.HostBench;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class FlowHandlerTests
{
    private static readonly ConsentRequest Desktop = new() { Flow = "desktop" };

    [Fact]
    public async Task Sign_ins_of_two_instances_with_one_key_share_its_budget()
    {
        using var bench = Limited(1);
        bench.Paces.Of(bench.Second).Should().BeSameAs(bench.Pace);
        (await bench.Client.BeginAsync(Desktop)).Succeeded.Should().BeTrue();
        var second = bench.Second.BeginAsync(Desktop).AsTask();
        bench.Pace.Waiting.Should().Be(1);
        bench.Clock.Advance(Seconds(10));
        (await second).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task A_poll_takes_one_turn_and_not_two()
    {
        using var bench = Limited(2);
        var pending = (await bench.Client.BeginAsync(Desktop)).Value!;
        var waiting = bench.Client.WaitAsync(pending).AsTask();
        Approve(bench, pending);
        bench.Clock.Advance(Seconds(5));
        (await waiting).Succeeded.Should().BeTrue();
        bench.Sent.Should().Be(2);
    }

    [Fact]
    public async Task What_the_network_swallowed_gives_its_turn_back()
    {
        using var bench = Limited(2);
        bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        (await bench.Client.BeginAsync(Desktop)).Error!.Kind.Should().Be(FrobErrorKind.Unreachable);
        var pending = (await bench.Client.BeginAsync(Desktop)).Value!;
        bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));
        (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Unreachable);
        (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Pending);
        bench.Sent.Should().Be(4);
    }

    [Fact]
    public async Task A_sign_in_waits_for_a_short_hold_and_is_refused_as_a_value_in_a_long_one()
    {
        using var bench = new HostBench();
        bench.Pace.Heard(RateLimited with { RetryAfter = Seconds(10) });
        var begun = bench.Client.BeginAsync(Desktop).AsTask();
        bench.Clock.Advance(Seconds(10));
        (await begun).Succeeded.Should().BeTrue();
        bench.Pace.Heard(Quota);
        var refused = await bench.Client.ExchangeAsync((await begun).Value!, ConsentReturn.None);
        refused.Error!.Kind.Should().Be(FrobErrorKind.RateLimited);
        refused.Error.RetryAfter.Should().Be(TimeSpan.FromMinutes(5));
        refused.Error.Spent.Should().Be(Spent.No);
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task A_sign_in_that_would_wait_away_its_calls_timeout_is_refused_as_one_that_never_left()
    {
        using var bench = new HostBench(frob => frob.Services.Configure<LastFmOptions>("lastfm", o => o.CallTimeout = Seconds(10)));
        bench.Pace.Heard(RateLimited with { RetryAfter = Seconds(5) });
        var waited = bench.Client.BeginAsync(Desktop).AsTask();
        bench.Clock.Advance(Seconds(5));
        (await waited).Succeeded.Should().BeTrue();
        bench.Pace.Heard(RateLimited with { RetryAfter = Seconds(6) });
        var refused = await bench.Client.ExchangeAsync((await waited).Value!, ConsentReturn.None);
        refused.Error!.Kind.Should().Be(FrobErrorKind.RateLimited);
        refused.Error.Spent.Should().Be(Spent.No);
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task What_is_refused_here_is_not_heard_as_the_services_word()
    {
        using var bench = Limited(1, new TimeSpan(0, 1, 0));
        await bench.Client.BeginAsync(Desktop);
        (await bench.Client.BeginAsync(Desktop)).Error!.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
        bench.Pace.HoldLeft.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(29)]
    [InlineData(16)]
    public async Task A_code_in_the_body_of_a_flows_reply_holds_everybody(int code)
    {
        using var bench = new HostBench();
        var pending = (await bench.Client.BeginAsync(Desktop)).Value!;
        bench.Service.Faults.Next("auth.getSession", Fault.Code(code));
        (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Code.Should().Be(code.ToString(CultureInfo.InvariantCulture));
        bench.Pace.HoldLeft.Should().Be(Seconds(5));
    }

    [Fact]
    public async Task A_begin_that_met_maintenance_is_repeated_when_the_hold_is_over()
    {
        using var bench = new HostBench();
        bench.Instead.Enqueue(_ => Reply(503, Seconds(4)));
        bench.Instead.Enqueue(_ => Reply(429));
        var begun = bench.Client.BeginAsync(Desktop).AsTask();
        await WaitersAsync(bench);
        bench.Clock.Advance(Seconds(4));
        await WaitersAsync(bench);
        bench.Sent.Should().Be(2);
        // The second failure in a row, and it named no time: twice five seconds.
        bench.Clock.Advance(Seconds(10));
        (await begun).Succeeded.Should().BeTrue();
        bench.Sent.Should().Be(3);
        foreach (var thrownAway in bench.Replies.Take(2))
            await thrownAway.Awaiting(content => content.ReadAsStringAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_begin_that_never_left_is_repeated_and_the_last_failure_is_passed_on()
    {
        using var bench = new HostBench();
        for (var i = 0; i < 3; i++)
            bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no"));
        var begun = bench.Client.BeginAsync(Desktop).AsTask();
        // The call's timeout, and the pause of the repetition.
        await bench.Clock.WaitForTimersAsync(2);
        bench.Clock.Advance(Seconds(1));
        await bench.Clock.WaitForTimersAsync(2);
        bench.Clock.Advance(Seconds(2));
        (await begun).Error!.Cause.Should().Be("no connection to the host");
        bench.Sent.Should().Be(3);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_begin_that_may_have_left_is_not_repeated(HttpRequestError error)
    {
        using var bench = new HostBench();
        bench.Instead.Enqueue(_ => throw new HttpRequestException(error, "no"));
        (await bench.Client.BeginAsync(Desktop)).Error!.Kind.Should().Be(FrobErrorKind.Unreachable);
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task An_exchange_a_poll_and_a_sign_in_are_never_repeated()
    {
        using var bench = new HostBench();
        var pending = (await bench.Client.BeginAsync(Desktop)).Value!;
        Func<HttpRequestMessage, HttpResponseMessage>[] faults =
            [_ => Reply(503), _ => Reply(429), _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no")];
        foreach (var fault in faults)
        {
            bench.Instead.Enqueue(fault);
            (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeFalse();
            bench.Clock.Advance(bench.Pace.HoldLeft);
            bench.Instead.Enqueue(fault);
            (await bench.Client.SignInAsync(new SignInRequest { Username = "alice", Password = new("p") })).Succeeded.Should().BeFalse();
            bench.Clock.Advance(bench.Pace.HoldLeft);
        }
        bench.Sent.Should().Be(1 + (2 * faults.Length));
        bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "no"));
        var told = new Testing.ReportedProgress<ConsentProgress>();
        using var stop = new CancellationTokenSource();
        var waiting = bench.Client.WaitAsync(pending, told, stop.Token).AsTask();
        bench.Clock.Advance(Seconds(5));
        (await told.NextAsync()).Answer.Kind.Should().Be(FrobErrorKind.Unreachable);
        bench.Sent.Should().Be(2 + (2 * faults.Length));
        await stop.CancelAsync();
        await waiting.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_limiter_of_another_make_is_asked_again_when_it_says()
    {
        RateLimiter limiter = null!;
        using var bench = new HostBench(frob => frob.UseLimiter("lastfm", services =>
            limiter = new SlowLimiter((TimeProvider)services.GetService(typeof(TimeProvider))!, Seconds(3))));
        (await bench.Client.BeginAsync(Desktop)).Succeeded.Should().BeTrue();
        var second = bench.Client.BeginAsync(Desktop).AsTask();
        bench.Pace.Waiting.Should().Be(1);
        bench.Clock.Advance(Seconds(3));
        (await second).Succeeded.Should().BeTrue();
        bench.Dispose();
        limiter.Invoking(l => l.AttemptAcquire()).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void A_limiter_holds_for_another_instance_of_its_key_from_the_first_call()
    {
        using var bench = Limited(1);
        var pace = bench.Paces.Of(bench.Second);
        pace.EnterAsync(CancellationToken.None).AsTask().IsCompleted.Should().BeTrue();
        pace.EnterAsync(CancellationToken.None).AsTask().IsCompleted.Should().BeFalse();
    }

    private static HostBench Limited(int permits, TimeSpan? within = null) => new(frob => frob.UseLimiter(
        "lastfm",
        services => new SlidingRateLimiter(permits, within ?? Seconds(10), (TimeProvider)services.GetService(typeof(TimeProvider))!)));

    private static void Approve(HostBench bench, PendingConsent pending) =>
        bench.Service.Frobs.TryApprove(System.Web.HttpUtility.ParseQueryString(pending.ConsentUri.Reveal().Query)["token"], "alice").Should().BeTrue();

    private static async Task WaitersAsync(HostBench bench)
    {
        while (bench.Pace.Waiting == 0)
            await Task.Yield();
    }
}
