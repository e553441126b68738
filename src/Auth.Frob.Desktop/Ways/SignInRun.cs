using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Ways;

/// <summary>One sign-in on its way: until when, what was said last, and the person at the screen.</summary>
internal sealed class SignInRun(DesktopSignIn with, FrobClient client, DesktopPlan plan, DesktopRequest request)
{
    /// <summary>How often a person may get one question wrong.</summary>
    public const int Tries = 5;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // A timer runs for 49 days at the most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);
    private readonly DateTimeOffset _began = with.Time.GetUtcNow();
    private readonly Lock _gate = new();
    private Task _ticking = Task.CompletedTask;
    private int _attempt;
    private FrobErrorKind? _last;
    private DateTimeOffset? _nextAt;

    public FrobClient Client => client;

    public DesktopPlan Plan => plan;

    public DesktopRequest Request => request;

    public SignInScreen Screen => with.Screen;

    public TimeProvider Time => with.Time;

    /// <summary>When the person's time is over.</summary>
    public DateTimeOffset Deadline { get; private set; }

    /// <summary>The end of a time from now on; a time that leads beyond the calendar ends with it.</summary>
    public DateTimeOffset Until(TimeSpan time) => time < DateTimeOffset.MaxValue - _began ? _began + time : DateTimeOffset.MaxValue;

    /// <summary>Waits for the person, with progress, until the deadline; what is sent to the service meanwhile is not cut off by that.</summary>
    public async ValueTask<FrobResult<Grant>> WithinAsync(
        DateTimeOffset latest, Func<CancellationToken, ValueTask<FrobResult<Grant>>> wait, CancellationToken cancellationToken)
    {
        Deadline = request.Deadline is { } given && given < latest - _began ? _began + given : latest;
        var left = Left();
        if (left <= TimeSpan.Zero)
            return TimeIsOver();
        using var over = new CancellationTokenSource(left < LongestWait ? left : LongestWait, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await wait(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return TimeIsOver();
        }
        finally
        {
            await either.CancelAsync().ConfigureAwait(false);
            await _ticking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Screen.End();
        }
    }

    /// <summary>From now on the person is told how the wait goes: not before the address stands there.</summary>
    public void BeginReports(CancellationToken waiting)
    {
        Report();
        _ticking = TickAsync(waiting);
    }

    /// <summary>Tells the person how the wait goes.</summary>
    public void Report()
    {
        SignInProgress progress;
        lock (_gate)
        {
            var next = _nextAt - Time.GetUtcNow();
            progress = new SignInProgress(plan.Way, Left(), next < TimeSpan.Zero ? TimeSpan.Zero : next, _attempt, _last);
        }
        try
        {
            Screen.Report(progress);
        }
        catch (Exception)
        {
            // A window that was closed, say: it must not end the sign-in, or the ticks, whose reports may be seen again.
        }
    }

    /// <summary>Something was asked or came, and the wait goes on.</summary>
    public void GoesOn(FrobErrorKind kind, TimeSpan? nextIn = null)
    {
        lock (_gate)
        {
            _attempt++;
            _last = kind;
            _nextAt = nextIn is { } pause ? Time.GetUtcNow() + pause : null;
        }
        Report();
    }

    /// <summary>The first question of a poll is due after a pause as well.</summary>
    public void NextIn(TimeSpan pause)
    {
        lock (_gate)
            _nextAt = Time.GetUtcNow() + pause;
        Report();
    }

    /// <summary>Asks the person; where nobody is there, that is misuse. Ends with the token even where the screen hangs.</summary>
    public async ValueTask<string> AskAsync(SignInQuestion question, CancellationToken cancellationToken) =>
        await Screen.AskAsync(question, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) ?? throw Nobody();

    private FrobUsageException Nobody() => new(new UsageFault(
        client.Instance,
        nameof(DesktopRequest.Way),
        $"{plan.Way}: nobody answered, the input is at its end; run it in a terminal, or choose a way that asks nothing"));

    private TimeSpan Left() => Deadline - Time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, Time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            Report();
    }

    // The service did not say so: it may keep its frobs longer than the person was given.
    private static FrobError TimeIsOver() => new(FrobErrorKind.Expired)
    {
        Cause = "the time for this sign-in ended before the person was done",
        Remedy = "Begin again.",
        Spent = Spent.Unknown,
    };
}
