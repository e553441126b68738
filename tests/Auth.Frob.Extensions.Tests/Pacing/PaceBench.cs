using System.Threading.RateLimiting;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Telemetry;
using Auth.Frob.Testing;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>A pace on a clock that a test moves.</summary>
internal sealed class PaceBench : IDisposable
{
    public PaceBench((int Calls, TimeSpan Within)? published = null, PaceOptions? options = null) =>
        Pace = new KeyPace("p", published, options ?? new PaceOptions(), Clock, new FrobTelemetry());

    public ManualTimeProvider Clock { get; } = new();

    public KeyPace Pace { get; }

    public static FrobError RateLimited { get; } = new(FrobErrorKind.RateLimited);

    public static FrobError Unavailable { get; } = new(FrobErrorKind.Unavailable);

    public static FrobError Quota { get; } = new(FrobErrorKind.QuotaExceeded);

    public static RateLimiter Two(TimeProvider time) => new SlidingRateLimiter(2, Seconds(10), time);

    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    public Task<PaceTurn> CallAsync(CancellationToken cancellationToken = default) => Pace.EnterAsync(cancellationToken).AsTask();

    public Task<bool> PollAsync(double deadline, CancellationToken cancellationToken = default) =>
        Pace.EnterPollAsync(Clock.GetUtcNow() + Seconds(deadline), cancellationToken).AsTask();

    /// <summary>Moves the clock; those whose turn came have it when this returns, for a turn is given on the thread that moves the clock.</summary>
    public void Pass(double seconds) => Clock.Advance(Seconds(seconds));

    public void Dispose() => Pace.Dispose();
}
