using Auth.Frob.Extensions.Calls;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>What a call is told whose turn would come too late.</summary>
internal static class PaceRefusal
{
    private const string Remedy = "Call again after that time, or set a longer PaceOptions.LongestWait. Nothing was sent.";

    /// <summary>The service asked for a longer wait than a call waits.</summary>
    public static FrobCallException Held(FrobErrorKind kind, TimeSpan left) => new(new FrobError(kind)
    {
        Cause = string.Create(CultureInfo.InvariantCulture, $"the service asked everybody with this key to wait, {Seconds(left)} seconds more."),
        RetryAfter = left,
        Remedy = Remedy,
    });

    /// <summary>The key's own limit is used up.</summary>
    public static FrobCallException Full(TimeSpan? left) => new(new FrobError(FrobErrorKind.RateLimited)
    {
        Cause = left is { } wait
            ? string.Create(CultureInfo.InvariantCulture, $"this program used up its calls under this key, for {Seconds(wait)} seconds more.")
            : "too many calls under this key wait in this program.",
        RetryAfter = left,
        Remedy = Remedy,
    });

    /// <summary>The call was sent and answered, and its repeat was not sent.</summary>
    public static FrobError OfRepeat(FrobError answered, FrobError refused) => answered with
    {
        Cause = $"the service answered so to the first try; the repeat was not sent: {refused.Cause}",
        RetryAfter = refused.RetryAfter ?? answered.RetryAfter,
    };

    private static double Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds);
}
