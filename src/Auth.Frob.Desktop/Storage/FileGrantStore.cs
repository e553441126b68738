namespace Auth.Frob.Desktop.Storage;

/// <summary>Keeps grants in encrypted files, one per grant, shared by all processes of the person.</summary>
/// <remarks>Thread-safe, in this process and between processes.</remarks>
public sealed class FileGrantStore : IGrantStore, IDisposable
{
    /// <summary>Opens a store; nothing is read or made before the first call.</summary>
    /// <param name="options">Directory, keys, clock.</param>
    public FileGrantStore(FileStoreOptions options) => throw new NotImplementedException();

    /// <summary>Told when a grant was written, marked or removed, by this process or another.</summary>
    public event EventHandler? Changed { add => throw new NotImplementedException(); remove => throw new NotImplementedException(); }

    /// <summary>The directory.</summary>
    public string Directory => throw new NotImplementedException();

    /// <summary>Writes, reads and removes an entry of the probe's own: whether the store can be used.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <returns>Null where it can; otherwise what is wrong and what to do.</returns>
    public ValueTask<StoreException?> ProbeAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists every owner's grants.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAllAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
