using static Auth.Frob.Errors.FrobErrorKind;

namespace Auth.Frob.Internal;

/// <summary>One wait for consent: asks at the flow's pace, backs off when nothing comes, ends at the frob's deadline.</summary>
internal sealed class ConsentWait(Engine engine, Host host, PendingConsent pending, IProgress<ConsentProgress>? progress)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    // RFC 8628 section 3.5: after slow_down the interval is five seconds longer, for good.
    private static readonly TimeSpan SlowDownStep = TimeSpan.FromSeconds(5);

    private TimeSpan _interval = pending.PollEvery ?? TimeSpan.Zero;
    private int _failures;
    private bool _answerWasLost;

    public async ValueTask<FrobResult<Grant>> RunAsync(CancellationToken cancellationToken)
    {
        if (_interval <= TimeSpan.Zero)
            throw NeverPolled();
        if (engine.Foreign(pending) is { } foreign)
            return foreign;
        var next = NextAsync(_interval, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            if (!await next.ConfigureAwait(false))
                return TimeIsOver();
            // A gate may hold a poll for long.
            if ((host.Gate is { } gate && !await gate(pending, cancellationToken).ConfigureAwait(false)) || host.Time.GetUtcNow() > pending.ExpiresAt)
                return TimeIsOver();
            var result = await engine.WatchAsync(
                FrobStep.Poll, pending.Flow, pending.BeganAt, (engine, pending),
                static (a, ct) => a.engine.ExchangeAsync(a.pending, ConsentReturn.None, FrobStep.Poll, ct), cancellationToken).ConfigureAwait(false);
            if (result.Succeeded || !GoesOn(result.Error))
                return result.Succeeded ? result : AfterLoss(result.Error);
            var left = Left();
            var pause = Pause(result.Error);
            // Armed before it is told: whoever hears of the next question may rely on it.
            next = NextAsync(pause, cancellationToken);
            progress?.Report(new ConsentProgress(attempt, result.Error, pause, left));
        }
    }

    /// <summary>Waits for the next question; false if the frob's deadline comes first.</summary>
    private Task<bool> NextAsync(TimeSpan pause, CancellationToken cancellationToken) => pause > Left()
        ? host.Schedule.AfterAsync(Left(), false, cancellationToken)
        : host.Schedule.AfterAsync(pause, true, cancellationToken);

    private TimeSpan Left() => Longer(TimeSpan.Zero, pending.ExpiresAt - host.Time.GetUtcNow());

    private static bool GoesOn(FrobError error) => error.Kind is Pending or SlowDown or RateLimited or Unavailable or Unreachable;

    private TimeSpan Pause(FrobError error)
    {
        if (error.Kind == SlowDown)
            _interval += SlowDownStep;
        if (error.Kind is Pending or SlowDown)
        {
            _failures = 0;
            return Longer(_interval, error.RetryAfter);
        }
        _answerWasLost |= error.Spent == Spent.Unknown;
        _failures++;
        if (error.RetryAfter is { } asked)
            return Longer(_interval, asked);
        var doubled = _interval * Math.Pow(2, Math.Min(_failures, 10));
        var jittered = Longer(_interval, doubled < LongestPause ? doubled : LongestPause) * (0.8 + (RandomNumberGenerator.GetInt32(401) / 1000.0));
        // The bound holds after the jitter too, and so does the pace: never faster than the flow's own.
        return Longer(_interval, jittered < LongestPause ? jittered : LongestPause);
    }

    private FrobError AfterLoss(FrobError error) => error.Kind == InvalidFrob && _answerWasLost ? error with
        {
            Spent = Spent.Yes,
            Remedy = "The service may have granted and its answer was lost: begin again. The unused grant can be removed at "
                + (engine.Plan.Provider.RevokePage?.AbsoluteUri ?? "the service's page for connected applications") + ".",
        }
        : error;

    // The service did not say so: it may keep its frobs longer than it tells.
    private static FrobError TimeIsOver() =>
        new(Expired) { Cause = "the frob's time ended while the user had not consented", Spent = Spent.Unknown };

    private FrobUsageException NeverPolled() => new([new UsageFault(
        engine.Plan.Instance,
        pending.Flow,
        "this flow is never polled; call ExchangeAsync once, when the user says that access was allowed or the browser is back")]);

    private static TimeSpan Longer(TimeSpan left, TimeSpan? right) => right > left ? right.Value : left;
}
