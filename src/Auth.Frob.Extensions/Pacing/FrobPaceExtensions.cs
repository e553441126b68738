using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>Says how a container's clients are paced.</summary>
public static class FrobPaceExtensions
{
    /// <summary>Sets how long is waited and how often is repeated, for all instances.</summary>
    /// <param name="frob">The registration.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The registration.</returns>
    public static FrobServicesBuilder UsePace(this FrobServicesBuilder frob, Action<PaceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(frob);
        ArgumentNullException.ThrowIfNull(configure);
        frob.Services.Configure(configure);
        return frob;
    }

    /// <summary>Limits an instance's calls with the application's own limiter, instead of the pace that the provider publishes.</summary>
    /// <param name="frob">The registration.</param>
    /// <param name="instance">The instance; those that share its key and address share the limiter.</param>
    /// <param name="make">Makes the limiter, when the first turn is asked for; the container disposes it.</param>
    /// <returns>The registration.</returns>
    /// <remarks>
    /// The limiter is asked with <see cref="RateLimiter.AttemptAcquire"/> alone, one permit for each request, under the lock of the key's line: it
    /// must answer at once. Its RetryAfter says when it is asked again; without one after a second. Polls stay as far apart as the provider's pace
    /// spreads them.
    /// </remarks>
    /// <example><code>frob.UseLimiter("my-service", _ => new SlidingRateLimiter(100, TimeSpan.FromMinutes(1)));</code></example>
    public static FrobServicesBuilder UseLimiter(this FrobServicesBuilder frob, string instance, Func<IServiceProvider, RateLimiter> make)
    {
        ArgumentException.ThrowIfNullOrEmpty(instance);
        ArgumentNullException.ThrowIfNull(make);
        return frob.UsePace(options => options.Limiters[instance] = make);
    }
}
