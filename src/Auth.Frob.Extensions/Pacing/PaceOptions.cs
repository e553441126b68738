using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>How long this process waits for a service that asks for patience, and how often it repeats what may be repeated.</summary>
/// <remarks>Read once, when the first client asks for its turn. Not thread-safe.</remarks>
public sealed class PaceOptions
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The longest that a call waits for its turn before it is refused without a request.</summary>
    /// <value>Default: 30 seconds; zero to one day. A poll waits until its frob's deadline instead.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LongestWait { get; set => field = Within(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(30);

    /// <summary>How long everybody with a key waits after a first RateLimited or Unavailable that names no time; doubled with each one that follows.</summary>
    /// <value>Default: 5 seconds; more than zero, at most one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan FirstHold { get; set => field = Within(value, TimeSpan.FromTicks(1)); } = TimeSpan.FromSeconds(5);

    /// <summary>Where that doubling ends.</summary>
    /// <value>Default: 5 minutes; more than zero, at most one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LongestHold { get; set => field = Within(value, TimeSpan.FromTicks(1)); } = TimeSpan.FromMinutes(5);

    /// <summary>How long everybody with a key waits after a first QuotaExceeded that names no time; doubled with each one that follows.</summary>
    /// <value>Default: 5 minutes; more than zero, at most one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan FirstQuotaHold { get; set => field = Within(value, TimeSpan.FromTicks(1)); } = TimeSpan.FromMinutes(5);

    /// <summary>Where the doubling after QuotaExceeded ends, and the most that is taken from a service's Retry-After.</summary>
    /// <value>Default: 1 hour; more than zero, at most one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan LongestAsked { get; set => field = Within(value, TimeSpan.FromTicks(1)); } = TimeSpan.FromHours(1);

    /// <summary>How often a request that may be repeated is sent again.</summary>
    /// <value>Default: 2; 0 (never) to 10.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int Repeats
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10);
            field = value;
        }
    } = 2;

    /// <summary>The pause before a request is sent again after the network failed; doubled before the next.</summary>
    /// <value>Default: 1 second; zero to one day.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public TimeSpan RepeatPause { get; set => field = Within(value, TimeSpan.Zero); } = TimeSpan.FromSeconds(1);

    /// <summary>The application's own limiters, by instance, instead of what the provider publishes.</summary>
    /// <value>
    /// Default: none. Holds for all instances that share its instance's key and address; of several for one key the first by name does. It is made
    /// when the first of them asks for a turn, and disposed with the container; while it can't be made, nobody with the key has a turn.
    /// </value>
    public IDictionary<string, Func<IServiceProvider, RateLimiter>> Limiters { get; } =
        new Dictionary<string, Func<IServiceProvider, RateLimiter>>(StringComparer.Ordinal);

    private static TimeSpan Within(TimeSpan value, TimeSpan least)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Day);
        return value;
    }
}
