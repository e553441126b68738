namespace Auth.Frob.LastFm.Simulator;

/// <summary>Whose server is simulated.</summary>
public enum LastFmProfile
{
    /// <summary>Last.fm itself.</summary>
    LastFm,

    /// <summary>Libre.fm, which runs GNU FM: <see href="https://git.gnu.io/foocorp/gnu-fm"/>.</summary>
    LibreFm,

    /// <summary>ListenBrainz's compatible interface: <see href="https://listenbrainz.readthedocs.io"/>.</summary>
    ListenBrainz,
}
