using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>An application's own limiter: one permit in a while, and it says when the next comes.</summary>
internal sealed class SlowLimiter(TimeProvider time, TimeSpan every) : RateLimiter
{
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private bool _disposed;

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var now = time.GetUtcNow();
        if (now < _next)
            return new Lease(_next - now);
        _next = now + every;
        return new Lease(null);
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It is asked with AttemptAcquire alone.");

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        base.Dispose(disposing);
    }

    private sealed class Lease(TimeSpan? wait) : RateLimitLease
    {
        public override bool IsAcquired => wait is null;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata) => (metadata = wait) is not null;
    }
}
