namespace Auth.Frob.Recipes;

/// <summary>Which permissions a service knows and how they are written.</summary>
/// <param name="Style">The form on the wire.</param>
/// <param name="Name">The parameter, or its prefix where each area has one.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PermissionRule(PermissionStyle Style, string Name)
{
    /// <summary>The levels that each area takes, weakest first.</summary>
    /// <value>Area to words. With one level for everything the only area is the parameter's name; empty: any name is taken.</value>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Areas { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary>What stands between two names of a list.</summary>
    /// <value>Default: a space.</value>
    public string Separator { get; init; } = " ";
}
