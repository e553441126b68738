namespace Auth.Frob.LastFm;

/// <summary>Adds Last.fm and the servers like it to a builder.</summary>
/// <remarks>Thread-safe as the builder is: not.</remarks>
public static class LastFmBuilderExtensions
{
    /// <summary>Adds Last.fm, as instance <c>lastfm</c> unless the options name it otherwise.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">A builder, or the registration of a container.</param>
    /// <param name="configure">Fills the options; null where they are bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddLastFm<TBuilder>(this TBuilder builder, Action<LastFmOptions>? configure = null) where TBuilder : IFrobBuilder =>
        (TBuilder)builder.Add(LastFmRecipe.Provider, configure);

    /// <summary>Adds Libre.fm or another GNU FM server, as instance <c>librefm</c> unless the options name it otherwise.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">A builder, or the registration of a container.</param>
    /// <param name="configure">Fills the options; null where they are bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddLibreFm<TBuilder>(this TBuilder builder, Action<LastFmOptions>? configure = null) where TBuilder : IFrobBuilder =>
        (TBuilder)builder.Add(LastFmPresets.LibreFm, configure);

    /// <summary>Adds ListenBrainz, as instance <c>listenbrainz</c> unless the options name it otherwise.</summary>
    /// <typeparam name="TBuilder">The builder's type.</typeparam>
    /// <param name="builder">A builder, or the registration of a container.</param>
    /// <param name="configure">Fills the options; null where they are bound from configuration.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddListenBrainz<TBuilder>(this TBuilder builder, Action<LastFmOptions>? configure = null) where TBuilder : IFrobBuilder =>
        (TBuilder)builder.Add(LastFmPresets.ListenBrainz, configure);
}
