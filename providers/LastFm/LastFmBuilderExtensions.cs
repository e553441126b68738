namespace Auth.Frob.LastFm;

/// <summary>Adds Last.fm and the servers like it to a builder.</summary>
/// <remarks>Thread-safe as the builder is: not.</remarks>
public static class LastFmBuilderExtensions
{
    /// <summary>Adds Last.fm, as instance <c>lastfm</c> unless the options name it otherwise.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The builder.</returns>
    public static FrobBuilder AddLastFm(this FrobBuilder builder, Action<LastFmOptions> configure) =>
        builder.Add(LastFmRecipe.Provider, configure);

    /// <summary>Adds Libre.fm or another GNU FM server, as instance <c>librefm</c> unless the options name it otherwise.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The builder.</returns>
    public static FrobBuilder AddLibreFm(this FrobBuilder builder, Action<LastFmOptions> configure) =>
        builder.Add(LastFmPresets.LibreFm, configure);

    /// <summary>Adds ListenBrainz, as instance <c>listenbrainz</c> unless the options name it otherwise.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>The builder.</returns>
    public static FrobBuilder AddListenBrainz(this FrobBuilder builder, Action<LastFmOptions> configure) =>
        builder.Add(LastFmPresets.ListenBrainz, configure);
}
