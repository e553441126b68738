using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>The plugins that a host has loaded, and the way to unload one.</summary>
/// <remarks>Thread-safe; a singleton of the container.</remarks>
public sealed class FrobPlugins
{
    private readonly PluginSet _set;
    private readonly FrobClients _clients;
    private readonly IOptionsMonitorCache<PlainOptions> _options;

    internal FrobPlugins(PluginSet set, FrobClients clients, IOptionsMonitorCache<PlainOptions> options)
    {
        _set = set;
        _clients = clients;
        _options = options;
    }

    /// <summary>The plugins that are loaded now.</summary>
    /// <value>In the order in which they were loaded; those that make no instance too.</value>
    public ImmutableArray<LoadedPlugin> Loaded => [.. _set.All.Select(plugin => plugin.Shown with { Instances = _set.InstancesOf(plugin) })];

    /// <summary>Unloads a plugin: its instances are found no more, its grants and pending consents stay where they are kept.</summary>
    /// <param name="name">The plugin's name.</param>
    /// <returns>True if it was loaded; of several that ask at once, one is told so.</returns>
    /// <remarks>
    /// Returns at once. Calls that run end as they would; the plugin's memory is freed when the last of them has ended and nothing of the host's
    /// holds a client or a recipe of the plugin. Where a library that the plugin brings puts its types into a cache of the whole process (validation
    /// by data annotations does), or starts threads of its own, the memory stays; the plugin is unloaded nevertheless.
    /// </remarks>
    public bool Unload(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_set.Take(name) is not var (plugin, instances))
            return false;
        foreach (var instance in instances)
        {
            _clients.Remove(instance);
            _options.TryRemove(instance);
        }
        plugin.Unload();
        return true;
    }
}
