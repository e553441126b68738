using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>Loads the plugins of a directory: all of them, or, if anything is wrong with any, none, with everything that is wrong.</summary>
[RequiresUnreferencedCode(WhyNotTrimmed)]
internal sealed class PluginLoader(PluginFolder folder, IReadOnlyCollection<PluginInHost> others)
{
    public const string WhyNotTrimmed = "A plugin uses types that nobody saw when the host was trimmed.";

    private readonly PluginFaults _faults = new();
    private readonly List<PluginInHost> _loaded = [];

    /// <summary>Loads what the rules allow.</summary>
    /// <exception cref="FrobUsageException">Every fault of every file; what was loaded is unloaded again.</exception>
    public IReadOnlyList<PluginInHost> Load()
    {
        foreach (var (path, bytes, image) in new PluginFiles(folder, _faults).Find())
        {
            var before = _faults.Count;
            CheckFile(path, image);
            if (_faults.Count == before)
                Open(path, bytes, image);
        }
        if (_faults.Count > 0)
            _loaded.ForEach(static plugin => plugin.Unload());
        _faults.ThrowIfAny();
        return _loaded;
    }

    private void CheckFile(string path, PluginImage image)
    {
        var (name, core) = image.Manifest!.Value;
        if (name.Length == 0 || name.Any(static c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            Refuse(path, image, "its manifest's name must be lower-case letters, digits and hyphens");
        else if (others.Concat(_loaded).FirstOrDefault(plugin => plugin.Shown.Name == name) is { } other)
            Refuse(path, image, $"is called '{name}' as {other.Shown.File} {other.Shown.Version} is: keep one of the two");
        if (!Version.TryParse(core, out var needed))
            Refuse(path, image, $"its manifest's core version must be like {HostAssemblies.CoreName.Version!.ToString(2)}");
        else if (HostAssemblies.CoreFault(needed) is { } fault)
            Refuse(path, image, fault);
        foreach (var missing in new PluginReferences(folder, new PluginNeighbours(path)).Check(image).Distinct())
            Refuse(path, image, missing);
    }

    private void Open(string path, byte[] bytes, PluginImage image)
    {
        var (name, core) = image.Manifest!.Value;
        var context = new PluginContext(name, folder, new PluginNeighbours(path));
        var before = _faults.Count;
        var recipes = Recipes(path, image, () => context.LoadPlugin(bytes));
        if (_faults.Count > before)
        {
            context.Unload();
            return;
        }
        var shown = new LoadedPlugin(name, folder.Shown(path), image.Version.ToString(), core, [.. recipes.Select(static r => r.Id)], []);
        _loaded.Add(new PluginInHost(shown, context, recipes));
    }

    private ImmutableArray<FrobProvider> Recipes(string path, PluginImage image, Func<Assembly> load)
    {
        try
        {
            var recipes = PluginRecipes.Of(load(), fault => Refuse(path, image, fault));
            var taken = others.Concat(_loaded).SelectMany(static plugin => plugin.Recipes.Select(r => (r.Id, plugin.Shown.File))).ToList();
            foreach (var recipe in recipes)
            {
                foreach (var fault in FlowCheck.Check(recipe))
                    Refuse(path, image, $"its recipe '{recipe.Id}' fails FlowCheck: {fault}; use another version of the plugin");
                if (taken.Find(other => other.Id == recipe.Id) is { File: { } file })
                    Refuse(path, image, $"has a recipe '{recipe.Id}' as {file} has: keep one of the two");
                taken.Add((recipe.Id, folder.Shown(path)));
            }
            return recipes;
        }
        catch (Exception broken)
        {
            Refuse(path, image, $"can't be loaded: {PluginRecipes.Cause(broken)}; build or copy it anew");
            return [];
        }
    }

    private void Refuse(string path, PluginImage image, string message) => _faults.Add(folder.Shown(path), image.Version, message);
}
