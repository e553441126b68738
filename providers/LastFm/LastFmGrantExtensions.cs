namespace Auth.Frob.LastFm;

/// <summary>The way from a grant to Last.fm's part of it.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LastFmGrantExtensions
{
    /// <summary>Reads what Last.fm says beyond every grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <returns>A typed view.</returns>
    public static LastFmGrant LastFm(this Grant grant) => new(grant);
}
