using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>The limiter behind a pace: our own, the application's, or none.</summary>
internal sealed class PacePermits(RateLimiter? limiter) : IDisposable
{
    /// <summary>Stands for the ticket of a poll, which nobody noted.</summary>
    /// <remarks>The oldest leaves the span first: to take that one away never allows too much.</remarks>
    public const long Oldest = -1;

    // A limiter may refuse without saying for how long.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    // Our own is asked without a lease, so that a turn that is free costs nothing.
    private readonly SlidingRateLimiter? _own = limiter as SlidingRateLimiter;

    /// <summary>Takes a permit, or says when to ask again.</summary>
    public bool TryTake(out long ticket, out RateLimitLease? lease, out TimeSpan wait)
    {
        (ticket, lease, wait) = (0, null, TimeSpan.Zero);
        if (_own is not null)
            return _own.TryTake(out ticket, out wait);
        if (limiter is null)
            return true;
        lease = limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return true;
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero ? after : AskAgain;
        lease.Dispose();
        lease = null;
        return false;
    }

    public void Return(long ticket, RateLimitLease? lease)
    {
        if (ticket == Oldest)
            _own?.GiveBackOldest();
        else
            _own?.GiveBack(ticket);
        lease?.Dispose();
    }

    public void Dispose() => limiter?.Dispose();
}
