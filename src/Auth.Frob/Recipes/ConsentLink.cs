namespace Auth.Frob.Recipes;

/// <summary>The address of the page on which the user consents.</summary>
/// <param name="Template">The address, with slots in braces as in <see cref="ApiCall.Endpoint"/>.</param>
/// <remarks>Holds an explicit list of parameters, so that no stored token ever rides in a link. Immutable and thread-safe.</remarks>
public sealed record ConsentLink(string Template)
{
    /// <summary>Whether the link is signed.</summary>
    /// <value>Default: false.</value>
    public bool Signed { get; init; }

    /// <summary>What goes into the address.</summary>
    /// <value>Default: nothing.</value>
    public ParameterSet Query { get; init; } = ParameterSet.None;

    /// <summary>Whether the permissions asked for are written into the address, as the provider's rule says.</summary>
    /// <value>Default: false.</value>
    public bool CarriesPermissions { get; init; }
}
