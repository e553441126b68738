namespace Auth.Frob.Desktop.Storage;

/// <summary>Keeps an application's keys for its instances, beside the grants and protected like them.</summary>
/// <remarks>Thread-safe, in this process and between processes.</remarks>
public sealed class FileAppKeyStore
{
    /// <summary>Opens a store; nothing is read or made before the first call.</summary>
    /// <param name="options">Directory, keys, clock.</param>
    public FileAppKeyStore(FileStoreOptions options) => throw new NotImplementedException();

    /// <summary>Finds what is kept for an instance.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The key, or null.</returns>
    /// <exception cref="StoreException">There is one and it can't be read, or the store can't be used.</exception>
    public ValueTask<KeptAppKey?> FindAsync(string instance, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists the instances for which something is kept.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Their names in ordinal order.</returns>
    public ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Keeps a key.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public ValueTask PutAsync(string instance, KeptAppKey key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Forgets a key.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True if there was one.</returns>
    public ValueTask<bool> RemoveAsync(string instance, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
