namespace Auth.Frob.Extensions.Plugins;

/// <summary>A plugin that is loaded.</summary>
/// <param name="Name">Its name, as its manifest says.</param>
/// <param name="File">Its file, relative to the directory that it was loaded from.</param>
/// <param name="Version">The version of its assembly.</param>
/// <param name="CoreVersion">The version of this library that it was written for.</param>
/// <param name="Recipes">The ids of its recipes.</param>
/// <param name="Instances">The instances of its recipes, in the order of their registration; a recipe that nothing configures has none.</param>
/// <remarks>Immutable and thread-safe. Text alone, so that keeping one keeps nothing of the plugin.</remarks>
public sealed record LoadedPlugin(
    string Name, string File, string Version, string CoreVersion, ImmutableArray<string> Recipes, ImmutableArray<string> Instances);
