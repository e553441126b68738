using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Auth.Frob.Internal;

namespace Auth.Frob;

/// <summary>The clients that a builder made, by instance name.</summary>
/// <remarks>Thread-safe. Disposing ends waits and closes the connections that the library opened.</remarks>
public sealed class FrobClients : IDisposable
{
    // A message lists names to choose from, not thousands.
    private const int MostNames = 20;

    private readonly ConcurrentDictionary<string, Lazy<FrobClient>> _clients;
    private readonly Host _host;

    internal FrobClients(ConcurrentDictionary<string, Lazy<FrobClient>> clients, Host host)
    {
        _clients = clients;
        _host = host;
    }

    /// <summary>The instances' names.</summary>
    /// <value>In ordinal order.</value>
    public IEnumerable<string> Names => _clients.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds a client.</summary>
    /// <param name="instance">The instance's name, by default the provider's id.</param>
    /// <value>The client.</value>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that exist.</exception>
    public FrobClient this[string instance] => TryGet(instance, out var client)
        ? client
        : throw new KeyNotFoundException($"There is no instance '{instance}'. There are: {string.Join(", ", Names.Take(MostNames))}.");

    /// <summary>Finds a client, if it is there.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="client">The client.</param>
    /// <returns>True if it is there.</returns>
    public bool TryGet(string instance, [NotNullWhen(true)] out FrobClient? client) =>
        (client = _clients.TryGetValue(instance, out var made) ? made.Value : null) is not null;

    /// <summary>Forgets a client. Calls that run end as they would; its name is found no more.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <returns>True if it was there.</returns>
    public bool Remove(string instance) => _clients.TryRemove(instance, out _);

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
