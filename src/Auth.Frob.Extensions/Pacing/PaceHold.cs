namespace Auth.Frob.Extensions.Pacing;

/// <summary>How long everybody with a key waits after what the service last said. Not thread-safe; its pace locks.</summary>
internal sealed class PaceHold(PaceOptions options)
{
    private const int MostDoublings = 30;
    private int _failures;

    /// <summary>The end of the hold, in the pace's own time.</summary>
    public TimeSpan Until { get; private set; } = TimeSpan.MinValue;

    public FrobErrorKind Kind { get; private set; }

    /// <summary>How many holds have begun.</summary>
    public int Count { get; private set; }

    public static bool IsFor(FrobErrorKind kind) => kind is FrobErrorKind.RateLimited or FrobErrorKind.QuotaExceeded or FrobErrorKind.Unavailable;

    /// <summary>Whether an answer says that the service is there and takes calls; what never came, and what is not the service's, says neither.</summary>
    public static bool IsSuccess(FrobError? error) =>
        error is null || !(IsFor(error.Kind) || error.Kind is FrobErrorKind.Unreachable or FrobErrorKind.Malformed or FrobErrorKind.Mismatch);

    /// <summary>Takes a failure; true if a hold began or became longer.</summary>
    /// <param name="error">A kind that holds.</param>
    /// <param name="now">The pace's time.</param>
    /// <param name="holds">How many holds had begun when the call got its turn; null where nobody knows.</param>
    public bool Fail(FrobError error, TimeSpan now, int? holds)
    {
        // A time that is over, by this clock or the service's, asks for nothing.
        var asked = error.RetryAfter is { } wait && wait > TimeSpan.Zero ? (wait < options.LongestAsked ? wait : options.LongestAsked) : (TimeSpan?)null;
        var isGraver = error.Kind == FrobErrorKind.QuotaExceeded && Kind != FrobErrorKind.QuotaExceeded;
        // Sixty-four calls under way fail together: that is one failure, but the longest time asked for counts.
        if (IsOld(now, holds) && !isGraver)
            return asked is { } longer && Extend(error.Kind, now + longer);
        if ((error.Kind == FrobErrorKind.QuotaExceeded) != (Kind == FrobErrorKind.QuotaExceeded))
            _failures = 0;
        _failures++;
        Count++;
        Kind = error.Kind;
        var until = now + (asked ?? BackOff(error.Kind));
        Until = until > Until ? until : Until;
        return true;
    }

    /// <summary>Takes a success: the next failure is a first one again.</summary>
    public void Succeed(TimeSpan now, int? holds)
    {
        if (IsOld(now, holds))
            return;
        _failures = 0;
        Kind = default;
    }

    // During a hold nothing is sent: whatever is answered now was sent before it.
    private bool IsOld(TimeSpan now, int? holds) => now < Until || holds < Count;

    private bool Extend(FrobErrorKind kind, TimeSpan until)
    {
        if (until <= Until)
            return false;
        Until = until;
        Kind = kind;
        return true;
    }

    private TimeSpan BackOff(FrobErrorKind kind)
    {
        var (first, longest) = kind == FrobErrorKind.QuotaExceeded
            ? (options.FirstQuotaHold, options.LongestAsked)
            : (options.FirstHold, options.LongestHold);
        // No jitter: one process has one hold for a key, so there is no crowd to part.
        var doubled = first * Math.Pow(2, Math.Min(_failures - 1, MostDoublings - 1));
        return doubled < longest ? doubled : longest;
    }
}
