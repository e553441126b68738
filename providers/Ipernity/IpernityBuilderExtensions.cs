namespace Auth.Frob.Ipernity;

/// <summary>Adds ipernity to a builder.</summary>
/// <remarks>Thread-safe as the builder is: not.</remarks>
public static class IpernityBuilderExtensions
{
    /// <summary>Adds ipernity, as instance <c>ipernity</c> unless the options name it otherwise.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The builder.</returns>
    public static FrobBuilder AddIpernity(this FrobBuilder builder, Action<IpernityOptions> configure) =>
        builder.Add(IpernityRecipe.Provider, configure);
}
