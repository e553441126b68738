using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Auth.Frob.Extensions.Registration;

/// <summary>What was registered: found again in the collection as one instance, and read by everything that the container makes.</summary>
internal sealed class FrobRegistry
{
    // Read by running clients while a plugin that is unloaded takes its own away.
    private readonly ConcurrentDictionary<string, FrobInstance> _instances = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _optionsTypes = [];
    private int _places;

    /// <summary>The application's name and version for all instances that say nothing else.</summary>
    public (string? Name, string? Version) App { get; set; }

    /// <summary>The sections whose children are the instances, in the order in which they are read.</summary>
    public List<IConfiguration> Sections { get; } = [];

    /// <summary>The instances that somebody wants to sign calls for; checked at start.</summary>
    public HashSet<string> SigningInstances { get; } = new(StringComparer.Ordinal);

    /// <summary>What is put on the way of each instance's own requests, outermost first, by services and the instance's name.</summary>
    public List<Func<IServiceProvider, string, DelegatingHandler>> FlowHandlers { get; } = [];

    /// <summary>Asked once more for instances before the clients are made, when every section is known; what they answer is wrong.</summary>
    public List<Func<ImmutableArray<UsageFault>>> BeforeClients { get; } = [];

    /// <summary>The instances in the order of their registration.</summary>
    public IEnumerable<FrobInstance> Instances => _instances.Values.OrderBy(static instance => instance.Place, Comparer<int>.Default);

    public int Count => _instances.Count;

    public int NextPlace() => _places++;

    public FrobInstance? Find(string? name) => name is not null && _instances.TryGetValue(name, out var instance) ? instance : null;

    public void Add(FrobInstance instance)
    {
        if (!_instances.TryAdd(instance.Name, instance))
        {
            throw new FrobUsageException(new UsageFault(
                instance.Name, nameof(FrobOptions.Name),
                "there is an instance of this name already; give one of the two a name of its own: o.Name = \"...\""));
        }
    }

    /// <summary>Forgets an instance, so that nothing here holds a plugin that is unloaded.</summary>
    public bool Remove(string name) => _instances.TryRemove(name, out _);

    /// <summary>Whether this type of options is met for the first time.</summary>
    public bool IsNew(Type options) => _optionsTypes.Add(options);
}
