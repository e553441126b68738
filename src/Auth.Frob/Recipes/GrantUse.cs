namespace Auth.Frob.Recipes;

/// <summary>What a later call adds to be made in the name of a grant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GrantUse
{
    /// <summary>The parameters to add.</summary>
    /// <value>Default: none.</value>
    public ParameterSet Parameters { get; init; } = ParameterSet.None;

    /// <summary>The headers to add.</summary>
    /// <value>Default: none.</value>
    public ParameterSet Headers { get; init; } = ParameterSet.None;

    /// <summary>Whether later calls are signed.</summary>
    /// <value>Default: false.</value>
    public bool Signed { get; init; }

    /// <summary>The slot of the second secret that signs.</summary>
    /// <value>Null: the shared secret alone.</value>
    public Slot? SecondSecret { get; init; }

    /// <summary>Where the method's name stands.</summary>
    /// <value>Default: nowhere.</value>
    public ApiMethodFrom Method { get; init; }
}
