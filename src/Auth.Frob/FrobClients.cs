using System.Diagnostics.CodeAnalysis;
using Auth.Frob.Internal;

namespace Auth.Frob;

/// <summary>The clients that a builder made, by instance name.</summary>
/// <remarks>Immutable and thread-safe. Disposing ends waits and closes the connections that the library opened.</remarks>
public sealed class FrobClients : IDisposable
{
    private readonly ImmutableSortedDictionary<string, FrobClient> _clients;
    private readonly Host _host;

    internal FrobClients(ImmutableSortedDictionary<string, FrobClient> clients, Host host)
    {
        _clients = clients;
        _host = host;
    }

    /// <summary>The instances' names.</summary>
    /// <value>In ordinal order.</value>
    public IEnumerable<string> Names => _clients.Keys;

    /// <summary>Finds a client.</summary>
    /// <param name="instance">The instance's name, by default the provider's id.</param>
    /// <value>The client.</value>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that exist.</exception>
    public FrobClient this[string instance] => TryGet(instance, out var client)
        ? client
        : throw new KeyNotFoundException($"There is no instance '{instance}'. There are: {string.Join(", ", Names)}.");

    /// <summary>Finds a client, if it is there.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="client">The client.</param>
    /// <returns>True if it is there.</returns>
    public bool TryGet(string instance, [NotNullWhen(true)] out FrobClient? client) => _clients.TryGetValue(instance, out client);

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
