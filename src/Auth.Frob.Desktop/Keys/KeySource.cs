namespace Auth.Frob.Desktop.Keys;

/// <summary>Where the keys of a protected store come from: the system's keyring, a file, a passphrase.</summary>
/// <remarks>
/// Thread-safe. May be asked by several processes at once: who makes a key when another just did makes a second one, and both are found by their ids.
/// </remarks>
public abstract class KeySource
{
    /// <summary>The source's name, as entries and people say it.</summary>
    /// <value>Such as <c>secret-service</c>, <c>key-file</c>, <c>passphrase</c>.</value>
    public abstract string Name { get; }

    /// <summary>The key that new entries are written with; makes one where there is none.</summary>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="StoreException">The source can't be used; its message says why, its remedy what to do.</exception>
    public abstract ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default);

    /// <summary>The key that an entry names.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The key, or null where this source has none of that id.</returns>
    /// <exception cref="StoreException">The source can't be used.</exception>
    public abstract ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default);
}
