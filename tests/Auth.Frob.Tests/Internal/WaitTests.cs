using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

public sealed class WaitTests : IDisposable
{
    private const string Pending = """{"error":1}""", SlowDown = """{"error":2}""", Used = """{"error":3}""", Down = """{"error":5}""";

    private readonly Bench _bench = new();
    private readonly ReportedProgress<ConsentProgress> _progress = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task It_asks_at_the_flows_pace_and_never_faster()
    {
        var waiting = await WaitAsync();
        _bench.Transport.Reply(Pending).Reply(Pending).Reply(Tiny.Session);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(4.999));
            Polls.Should().Be(attempt - 1);
            _bench.Clock.Advance(TimeSpan.FromSeconds(0.001));
            var told = await _progress.NextAsync();
            (told.Attempt, told.Answer.Kind, told.NextIn).Should().Be((attempt, FrobErrorKind.Pending, TimeSpan.FromSeconds(5)));
            told.TimeLeft.Should().Be(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(5 * attempt));
        }
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Value!.Token.Reveal().Should().Be("t-1");
        Polls.Should().Be(3);
    }

    [Fact]
    public async Task Slow_down_makes_it_five_seconds_slower_for_good()
    {
        var waiting = await WaitAsync();
        foreach (var (reply, next) in new[] { (SlowDown, 10), (Pending, 10), (SlowDown, 15), (Pending, 15) })
            (await StepAsync(reply)).NextIn.Should().Be(TimeSpan.FromSeconds(next));
        await EndAsync(waiting);
    }

    [Fact]
    public async Task It_backs_off_when_nothing_comes_and_returns_to_its_pace()
    {
        var waiting = await WaitAsync();
        var pauses = new List<double>();
        foreach (var reply in Enumerable.Repeat(Down, 8))
            pauses.Add((await StepAsync(reply)).NextIn.TotalSeconds);
        var expected = new double[] { 10, 20, 40, 60, 60, 60, 60, 60 };
        pauses.Zip(expected).Should().OnlyContain(static p => p.First >= p.Second * 0.8 && p.First <= Math.Min(60, p.Second * 1.2));
        (await StepAsync(Pending)).NextIn.Should().Be(TimeSpan.FromSeconds(5));
        (await StepAsync(Down)).NextIn.TotalSeconds.Should().BeInRange(8, 12);
        await EndAsync(waiting);
    }

    [Fact]
    public async Task The_pauses_of_many_waits_differ()
    {
        var first = new HashSet<TimeSpan>();
        for (var i = 0; i < 20; i++)
        {
            var waiting = await WaitAsync();
            first.Add((await StepAsync(Down)).NextIn);
            await EndAsync(waiting);
        }
        first.Should().HaveCountGreaterThan(1);
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(7, 7)]
    [InlineData(1, 5)]
    public async Task Retry_After_wins_but_never_over_the_flows_pace(int asked, int next)
    {
        var waiting = await WaitAsync();
        _bench.Transport.Then(_ =>
        {
            var reply = ScriptedTransport.Answer("", 429);
            reply.Headers.RetryAfter = new(TimeSpan.FromSeconds(asked));
            return reply;
        });
        (await StepAsync(null)).NextIn.Should().Be(TimeSpan.FromSeconds(next));
        await EndAsync(waiting);
    }

    [Theory]
    [InlineData(Used, FrobErrorKind.InvalidFrob)]
    [InlineData("""{"error":4}""", FrobErrorKind.InvalidSignature)]
    [InlineData("<html></html>", FrobErrorKind.Malformed)]
    [InlineData("{}", FrobErrorKind.Malformed)]
    public async Task An_error_that_no_waiting_mends_ends_it(string reply, FrobErrorKind kind)
    {
        var waiting = await WaitAsync();
        _bench.Transport.Reply(reply);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Error!.Kind.Should().Be(kind);
    }

    [Fact]
    public async Task It_ends_at_the_frobs_deadline()
    {
        var waiting = await WaitAsync();
        _bench.Transport.Always(static () => ScriptedTransport.Answer(Pending));
        ConsentProgress told;
        do
        {
            _bench.Clock.Advance(TimeSpan.FromSeconds(5));
            told = await _progress.NextAsync();
        }
        while (told.TimeLeft > TimeSpan.Zero);
        told.Attempt.Should().Be(720);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var error = (await waiting).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.Expired, Spent.Unknown));
        Polls.Should().Be(720);
    }

    [Fact]
    public async Task A_frob_that_is_over_is_not_asked_for_and_can_still_be_exchanged_once()
    {
        var pending = await _bench.BeginAsync();
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        var waiting = _bench.Client.WaitAsync(pending).AsTask();
        _bench.Clock.Advance(TimeSpan.Zero);
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        Polls.Should().Be(0);
        _bench.Transport.Reply(Tiny.Session);
        (await _bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Cancelling_ends_it_between_and_during_questions()
    {
        using var stop = new CancellationTokenSource();
        var pending = await _bench.BeginAsync();
        var between = _bench.Client.WaitAsync(pending, null, stop.Token).AsTask();
        _bench.Transport.Hang();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await stop.CancelAsync();
        await between.Awaiting(static w => w).Should().ThrowAsync<OperationCanceledException>();
        var before = async () => await _bench.Client.WaitAsync(pending, null, stop.Token);
        await before.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_gate_is_asked_before_each_poll_and_holds_it()
    {
        var asked = new List<PendingConsent>();
        var open = new TaskCompletionSource();
        using var bench = new Bench(null, null, async (pending, token) =>
        {
            asked.Add(pending);
            await open.Task.WaitAsync(token);
            return true;
        });
        var pending = await bench.BeginAsync();
        bench.Transport.Reply(Pending).Reply(Tiny.Session);
        var waiting = bench.Client.WaitAsync(pending, _progress).AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        bench.Transport.Sent.Should().HaveCount(1);
        open.SetResult();
        await _progress.NextAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Succeeded.Should().BeTrue();
        asked.Should().Equal(pending, pending);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded, Spent.Yes, "*begin again*https://www.tiny.example/apps.")]
    [InlineData(HttpRequestError.ConnectionError, Spent.Yes, "Begin again: the frob is unknown*")]
    public async Task After_a_lost_answer_a_used_frob_may_have_been_granted(HttpRequestError fault, Spent spent, string remedy)
    {
        var waiting = await WaitAsync();
        _bench.Transport.Fail(new HttpRequestException(fault));
        (await StepAsync(null)).Answer.Kind.Should().Be(FrobErrorKind.Unreachable);
        (await StepAsync(Pending)).Answer.Kind.Should().Be(FrobErrorKind.Pending);
        _bench.Transport.Reply(Used);
        _bench.Clock.Advance(TimeSpan.FromSeconds(60));
        var error = (await waiting).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.InvalidFrob, spent));
        error.Remedy.Should().Match(remedy);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("pin")]
    [InlineData("bound")]
    public async Task A_flow_that_is_never_polled_throws_at_once(string flow)
    {
        var pending = await _bench.BeginAsync(flow, flow == "pin" ? null : Bench.Callback);
        var wait = async () => await _bench.Client.WaitAsync(pending);
        (await wait.Should().ThrowAsync<FrobUsageException>()).WithMessage("*never polled*");
    }

    private int Polls => _bench.Transport.Sent.Count(static r => r.Form.Any(static p => p.Name == "frob"));

    private async Task<Task<FrobResult<Grant>>> WaitAsync() => _bench.Client.WaitAsync(await _bench.BeginAsync(), _progress).AsTask();

    /// <summary>Answers the next question, however long it takes to be asked, and tells what was reported.</summary>
    private async Task<ConsentProgress> StepAsync(string? reply)
    {
        if (reply is not null)
            _bench.Transport.Reply(reply);
        _bench.Clock.Advance(TimeSpan.FromSeconds(60));
        return await _progress.NextAsync();
    }

    private async Task EndAsync(Task<FrobResult<Grant>> waiting)
    {
        _bench.Transport.Reply(Tiny.Session);
        _bench.Clock.Advance(TimeSpan.FromSeconds(120));
        (await waiting).Succeeded.Should().BeTrue();
    }
}
