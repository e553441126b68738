using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>Permits of a <see cref="SlidingRateLimiter"/>, or its refusal. They run out with time: disposing returns none.</summary>
internal sealed class SlidingLease(SlidingRateLimiter limiter, long ticket, int count, TimeSpan? wait) : RateLimitLease
{
    public SlidingRateLimiter Limiter => limiter;

    public long Ticket => ticket;

    public int Count => count;

    public override bool IsAcquired => ticket >= 0;

    public override IEnumerable<string> MetadataNames => wait is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = wait is { } time && metadataName == MetadataName.RetryAfter.Name ? time : null;
        return metadata is not null;
    }
}
