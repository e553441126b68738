using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>One who waits for permits of a <see cref="SlidingRateLimiter"/>.</summary>
internal sealed class SlidingWaiter(SlidingRateLimiter limiter, int count)
    : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int Count => count;

    public void Leave(CancellationToken cancellationToken) => limiter.Leave(this, cancellationToken);
}
