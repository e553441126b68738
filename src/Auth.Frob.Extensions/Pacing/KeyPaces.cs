using System.Collections.Concurrent;
using Auth.Frob.Extensions.Telemetry;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>The paces of this process, by key print: instances that share a key and an address share a pace.</summary>
internal sealed class KeyPaces(
    TimeProvider? time = null, IOptions<PaceOptions>? options = null, FrobTelemetry? telemetry = null, IServiceProvider? services = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<KeyPace>> _paces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _limited = new(StringComparer.Ordinal);
    private readonly PaceOptions _options = options?.Value ?? new PaceOptions();

    /// <summary>How long calls wait and how often they are repeated.</summary>
    public PaceOptions Options => _options;

    /// <summary>The pace of a client's key.</summary>
    public KeyPace Of(FrobClient client)
    {
        // Nothing of the client is kept but names and figures: a provider may be unloaded.
        var pace = (_paces.TryGetValue(client.KeyPrint, out var found) ? found : _paces.GetOrAdd(client.KeyPrint, New(client))).Value;
        if (_options.Limiters.Count > 0 && _options.Limiters.TryGetValue(client.Instance, out var limiter) && _limited.TryAdd(client.Instance, true))
            pace.Use(limiter(services!));
        return pace;
    }

    public void Dispose()
    {
        foreach (var pace in _paces.Values)
            pace.Value.Dispose();
    }

    private Lazy<KeyPace> New(FrobClient client)
    {
        var (provider, published) = (client.Provider.Id, client.Provider.Pace);
        return new(() => new KeyPace(provider, published, _options, time ?? TimeProvider.System, telemetry ?? new FrobTelemetry()));
    }
}
