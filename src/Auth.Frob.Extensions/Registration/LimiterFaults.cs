using Auth.Frob.Extensions.Pacing;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Limiters for instances that are not there: nothing would ever ask them.</summary>
internal static class LimiterFaults
{
    public static IEnumerable<UsageFault> Of(FrobRegistry registry, PaceOptions options) =>
        from name in options.Limiters.Keys.Order(StringComparer.Ordinal)
        where registry.Find(name) is null
        select new UsageFault(name, nameof(FrobPaceExtensions.UseLimiter), SigningFaults.Absent(registry));
}
