namespace Auth.Frob.Ipernity;

/// <summary>Adds ipernity to a builder.</summary>
/// <remarks>Thread-safe as the builder is: not.</remarks>
public static class IpernityBuilderExtensions
{
    /// <summary>Adds ipernity, as instance <c>ipernity</c> unless the options name it otherwise.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">A builder, or the registration of a container.</param>
    /// <param name="configure">Fills the options; null where they are bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddIpernity<TBuilder>(this TBuilder builder, Action<IpernityOptions>? configure = null) where TBuilder : IFrobBuilder =>
        (TBuilder)builder.Add(IpernityRecipe.Provider, configure);
}
