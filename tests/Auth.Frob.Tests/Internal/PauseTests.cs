using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

/// <summary>How long a wait pauses, whatever is done to the wall clock.</summary>
public sealed class PauseTests
{
    private const string Pending = """{"error":1}""", SlowDown = """{"error":2}""", Down = """{"error":5}""";

    private static readonly FrobProvider Paces = Tiny.Provider with { Flows = [Pace("fast", 1), Pace("steady", 5), Pace("slow", 10), Pace("slower", 15), Pace("long", 90)] };

    [Fact]
    public async Task A_wall_clock_set_forward_makes_no_poll_early()
    {
        var clock = new OddClock();
        using var bench = Bench(clock);
        var progress = new ReportedProgress<ConsentProgress>();
        using var stop = new CancellationTokenSource();
        bench.Transport.Always(static () => ScriptedTransport.Answer(Pending));
        _ = bench.Client.WaitAsync(await bench.BeginAsync("fast"), progress, stop.Token).AsTask();
        var steady = bench.Client.WaitAsync(await bench.BeginAsync("steady"), progress, stop.Token).AsTask();
        clock.Jump = TimeSpan.FromMinutes(10);
        clock.Inner.Advance(TimeSpan.FromSeconds(1));
        (await progress.NextAsync()).NextIn.Should().Be(TimeSpan.FromSeconds(1), "only the fast one has asked");
        Polls(bench).Should().Be(1);
        await stop.CancelAsync();
        await steady.Awaiting(static w => w).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_wall_clock_set_back_makes_no_poll_late()
    {
        var clock = new OddClock();
        using var bench = Bench(clock);
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync("steady")).AsTask();
        bench.Transport.Reply(Tiny.Session);
        clock.Jump = TimeSpan.FromHours(-3);
        clock.Inner.Advance(TimeSpan.FromSeconds(4.999));
        Polls(bench).Should().Be(0);
        clock.Inner.Advance(TimeSpan.FromSeconds(0.001));
        clock.Pauses.Where(static p => p != TimeSpan.FromSeconds(30)).Should().Equal(TimeSpan.FromSeconds(5));
        (await waiting).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Whoever_was_cancelled_is_dropped_and_a_later_wait_arms_nothing()
    {
        var clock = new OddClock();
        using var bench = Bench(clock);
        using var stop = new CancellationTokenSource();
        var (fast, slow, slower) = (await bench.BeginAsync("steady"), await bench.BeginAsync("slow"), await bench.BeginAsync("slower"));
        var before = clock.Pauses.Count;
        var first = bench.Client.WaitAsync(fast).AsTask();
        var gone = bench.Client.WaitAsync(slow, null, stop.Token).AsTask();
        var last = bench.Client.WaitAsync(slower).AsTask();
        clock.Pauses.Skip(before).Should().Equal(TimeSpan.FromSeconds(5));
        await stop.CancelAsync();
        await gone.Awaiting(static w => w).Should().ThrowAsync<OperationCanceledException>();
        bench.Transport.Reply(Tiny.Session).Reply(Tiny.Session);
        clock.Inner.Advance(TimeSpan.FromSeconds(5));
        (await first).Succeeded.Should().BeTrue();
        clock.Pauses[before + 1].Should().Be(TimeSpan.FromSeconds(10), "the timer skips the one that was cancelled");
        clock.Inner.Advance(TimeSpan.FromSeconds(10));
        (await last).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task No_timer_is_armed_for_more_than_a_day_and_the_poll_comes_when_it_should()
    {
        var clock = new OddClock();
        var flow = Tiny.Desktop with { PollEvery = TimeSpan.FromDays(3.5), FrobLifetime = TimeSpan.FromDays(400) };
        using var bench = new Bench(Tiny.Provider with { Flows = [flow] }, null, null, clock);
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync()).AsTask();
        bench.Transport.Reply(Tiny.Session);
        clock.Inner.Advance(TimeSpan.FromDays(3.4));
        Polls(bench).Should().Be(0);
        clock.Inner.Advance(TimeSpan.FromDays(0.1));
        (await waiting).Succeeded.Should().BeTrue();
        clock.Pauses.Should().Contain(TimeSpan.FromDays(1)).And.OnlyContain(static p => p <= TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_gate_that_says_that_the_turn_comes_too_late_ends_the_wait()
    {
        using var bench = new Bench(null, null, (_, _) => new(false));
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync()).AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        Polls(bench).Should().Be(0);
    }

    [Fact]
    public async Task A_gate_that_holds_beyond_the_deadline_lets_no_poll_through()
    {
        TaskCompletionSource entered = new(), open = new();
        using var bench = new Bench(null, null, async (_, token) =>
        {
            entered.SetResult();
            await open.Task.WaitAsync(token);
            return true;
        });
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync()).AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await entered.Task;
        bench.Clock.Advance(TimeSpan.FromHours(2));
        open.SetResult();
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        Polls(bench).Should().Be(0);
    }

    [Fact]
    public async Task Backing_off_is_never_faster_than_a_pace_beyond_the_longest_pause()
    {
        var answers = await AnswersAsync("long", Enumerable.Repeat((Down, (int?)null), 12));
        answers.Should().OnlyContain(static a => a.NextIn == TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Backing_off_ends_at_a_minute_however_often_it_fails()
    {
        var answers = await AnswersAsync("steady", Enumerable.Repeat((Down, (int?)null), 80));
        answers.Skip(5).Should().OnlyContain(static a => a.NextIn >= TimeSpan.FromSeconds(48) && a.NextIn <= TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Retry_After_is_heeded_when_the_user_has_not_consented_too()
    {
        var answers = await AnswersAsync("steady", [(Pending, 30), (Pending, null), (SlowDown, 40), (Pending, null), (Pending, 2)]);
        answers.Select(static a => a.NextIn.TotalSeconds).Should().Equal(30, 5, 40, 10, 10);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_ends_the_wait()
    {
        var errors = Tiny.Errors with { Rows = [Tiny.Row("8", FrobErrorKind.QuotaExceeded)] };
        using var bench = new Bench(Tiny.Provider with { Errors = errors });
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync(), progress).AsTask();
        bench.Transport.Reply("""{"error":8}""");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await Task.WhenAny(waiting, progress.NextAsync().AsTask())).Should().BeSameAs(waiting, "it does not go on");
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.QuotaExceeded);
        Polls(bench).Should().Be(1);
    }

    private static ConsentFlow Pace(string name, int seconds) =>
        Tiny.Desktop with { Name = name, PollEvery = TimeSpan.FromSeconds(seconds), FrobLifetime = TimeSpan.FromDays(2) };

    private static Bench Bench(OddClock clock) => new(Paces, null, null, clock);

    private static int Polls(Bench bench) => bench.Transport.Sent.Count(static r => r.Form.Any(static p => p.Name == "frob"));

    /// <summary>What was told of each answer, with the Retry-After that it carried.</summary>
    private static async Task<List<ConsentProgress>> AnswersAsync(string flow, IEnumerable<(string Body, int? RetryAfter)> replies)
    {
        using var bench = new Bench(Paces);
        var progress = new ReportedProgress<ConsentProgress>();
        using var stop = new CancellationTokenSource();
        var waiting = bench.Client.WaitAsync(await bench.BeginAsync(flow), progress, stop.Token).AsTask();
        var told = new List<ConsentProgress>();
        foreach (var (body, retryAfter) in replies)
        {
            bench.Transport.Then(_ =>
            {
                var reply = ScriptedTransport.Answer(body);
                reply.Headers.RetryAfter = retryAfter is { } seconds ? new(TimeSpan.FromSeconds(seconds)) : null;
                return reply;
            });
            bench.Clock.Advance(TimeSpan.FromSeconds(90));
            var next = progress.NextAsync().AsTask();
            (await Task.WhenAny(next, waiting)).Should().BeSameAs(next, "the wait goes on");
            told.Add(await next);
        }
        await stop.CancelAsync();
        await waiting.Awaiting(static w => w).Should().ThrowAsync<OperationCanceledException>();
        return told;
    }
}
