using System.Runtime.Loader;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>Our only hold on a plugin: its context and its recipes, until it is unloaded.</summary>
internal sealed class PluginInHost(LoadedPlugin shown, AssemblyLoadContext context, ImmutableArray<FrobProvider> recipes)
{
    private AssemblyLoadContext? _context = context;

    /// <summary>Null once it is unloaded.</summary>
    public AssemblyLoadContext? Context => _context;

    /// <summary>What it is, without instances.</summary>
    public LoadedPlugin Shown => shown;

    /// <summary>Empty once it is unloaded.</summary>
    public ImmutableArray<FrobProvider> Recipes { get; private set; } = recipes;

    public bool Has(FrobProvider provider) => Recipes.Any(recipe => ReferenceEquals(recipe, provider));

    public void Unload()
    {
        Recipes = [];
        Interlocked.Exchange(ref _context, null)?.Unload();
    }
}
