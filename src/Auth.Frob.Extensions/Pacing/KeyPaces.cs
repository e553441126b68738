using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>The paces of this process, by key print: instances that share a key and an address share a pace.</summary>
internal sealed class KeyPaces(
    TimeProvider? time = null, IOptions<PaceOptions>? options = null, FrobTelemetry? telemetry = null, IServiceProvider? services = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<KeyPace>> _paces = new(StringComparer.Ordinal);
    private readonly PaceOptions _options = options?.Value ?? new PaceOptions();

    /// <summary>How long calls wait and how often they are repeated.</summary>
    public PaceOptions Options => _options;

    /// <summary>The pace of a client's key.</summary>
    public KeyPace Of(FrobClient client)
    {
        var pace = _paces.TryGetValue(client.KeyPrint, out var found) ? found : _paces.GetOrAdd(client.KeyPrint, New(client));
        try
        {
            return pace.Value;
        }
        catch
        {
            // Its limiter could not be made: the next who comes tries again, and nobody goes without it.
            _paces.TryRemove(new(client.KeyPrint, pace));
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var pace in _paces.Values.Where(static pace => pace.IsValueCreated))
            pace.Value.Dispose();
    }

    private Lazy<KeyPace> New(FrobClient client)
    {
        // Nothing of the client is kept but names and figures: a provider may be unloaded.
        var (instance, print, provider, published) = (client.Instance, client.KeyPrint, client.Provider.Id, client.Provider.Pace);
        return new(() => new KeyPace(
            provider, published, _options, time ?? TimeProvider.System, telemetry ?? new FrobTelemetry(), LimiterOf(instance, print)));
    }

    // With the pace and not after it, and whichever instance of the key comes first: no turn is given past the limiter.
    private RateLimiter? LimiterOf(string instance, string print)
    {
        var clients = _options.Limiters.Count == 0 ? null : services?.GetService<FrobClients>();
        var named = _options.Limiters.Keys.Order(StringComparer.Ordinal)
            .FirstOrDefault(name => name == instance || (clients is not null && clients.TryGet(name, out var other) && other.KeyPrint == print));
        return named is null ? null : _options.Limiters[named](services!);
    }
}
