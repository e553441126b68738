using Auth.Frob.Extensions.Registration;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>The plugins of a container: found again in the collection as one instance.</summary>
internal sealed class PluginSet(FrobRegistry registry)
{
    private readonly Lock _lock = new();
    private readonly List<PluginInHost> _plugins = [];

    public IReadOnlyCollection<PluginInHost> All
    {
        get
        {
            lock (_lock)
                return [.. _plugins];
        }
    }

    public void Add(IEnumerable<PluginInHost> plugins)
    {
        lock (_lock)
            _plugins.AddRange(plugins);
    }

    public FrobProvider? Recipe(string id) => All.SelectMany(static p => p.Recipes).FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.Ordinal));

    /// <summary>Makes an instance of every recipe that a bound section configures by its id and that has none of this name yet.</summary>
    /// <returns>The recipes that the host was compiled with too: one of the two would never be asked.</returns>
    public ImmutableArray<UsageFault> AddBound()
    {
        var plugins = All;
        var own = registry.Instances.Where(instance => !plugins.Any(plugin => plugin.Has(instance.Provider)))
            .Select(static instance => instance.Provider.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var recipe in plugins.SelectMany(static plugin => plugin.Recipes))
        {
            if (registry.Find(recipe.Id) is null && registry.Sections.Any(section => section.GetSection(recipe.Id).GetChildren().Any()))
                registry.Add(new FrobInstance<PlainOptions>(recipe, recipe.Id, registry.NextPlace(), null));
        }
        return [.. plugins.SelectMany(plugin => plugin.Recipes.Where(recipe => own.Contains(recipe.Id)).Select(recipe => Twice(plugin.Shown, recipe.Id)))];
    }

    private static UsageFault Twice(LoadedPlugin plugin, string recipe) => new(
        "", $"{plugin.File} {plugin.Version}", $"has a recipe '{recipe}' as the host itself has: take the plugin out, or do not add the provider in code");

    /// <summary>The instances of a plugin's recipes.</summary>
    public ImmutableArray<string> InstancesOf(PluginInHost plugin) =>
        [.. registry.Instances.Where(instance => plugin.Has(instance.Provider)).Select(static instance => instance.Name)];

    /// <summary>Takes a plugin out; the one that does gets it, with the names of its instances.</summary>
    public (PluginInHost Plugin, ImmutableArray<string> Instances)? Take(string name)
    {
        lock (_lock)
        {
            var plugin = _plugins.Find(p => string.Equals(p.Shown.Name, name, StringComparison.Ordinal));
            if (plugin is null)
                return null;
            var instances = InstancesOf(plugin);
            _plugins.Remove(plugin);
            foreach (var instance in instances)
                registry.Remove(instance);
            return (plugin, instances);
        }
    }
}
