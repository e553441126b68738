namespace Auth.Frob.Recipes;

/// <summary>Options without a typed face: settings by name, for tools and for recipes that have no package.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class PlainOptions : FrobOptions;
