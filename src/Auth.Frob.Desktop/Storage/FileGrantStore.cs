using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Keeps grants in encrypted files, one per grant, shared by all processes of the person.</summary>
/// <remarks>
/// Thread-safe, in this process and between processes: reading takes no lock, writing takes turns. A file is replaced as a whole: a process that
/// dies while it writes leaves the old grant or the new one. An entry that can't be read is answered with <see cref="GrantHealth.Unreadable"/> and stays;
/// a new sign-in renames its file to <c>*.unreadable-N</c>, only <see cref="RemoveAsync"/> deletes it. Every call may throw a <see cref="StoreException"/>.
/// </remarks>
public sealed class FileGrantStore : IGrantStore, IDisposable
{
    private readonly EntryStore _entries;
    private readonly StoreChanges _changes;

    /// <summary>Opens a store; nothing is read or made before the first call.</summary>
    /// <param name="options">Directory, keys, clock.</param>
    /// <exception cref="ArgumentException">There is no source of keys, or two of one name.</exception>
    /// <exception cref="StoreException">No directory was given, and the user has no home.</exception>
    public FileGrantStore(FileStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _entries = new EntryStore(options, EntryKind.Grant);
        Directory = _entries.Directory.Path;
        _changes = new StoreChanges(_entries.Directory, this);
    }

    /// <summary>Told when a grant was written, marked or removed, by this process or another.</summary>
    /// <remarks>
    /// Raised on a thread of the pool, one at a time, after the change can be read. Changes that come together are told once, one change may be told
    /// twice. What a handler throws is dropped. The first handler makes the directory where it is missing.
    /// </remarks>
    public event EventHandler? Changed
    {
        add => _changes.Add(value);
        remove => _changes.Remove(value);
    }

    /// <summary>The directory.</summary>
    /// <value>An absolute path.</value>
    public string Directory { get; }

    /// <summary>Says which sources of keys the entries in a directory need, grants and applications' keys alike. No key is asked for.</summary>
    /// <param name="directory">The directory; null: the platform's state directory of the person.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// Names as <see cref="Keys.KeySource.Name"/> gives them, in ordinal order; empty for a store that is not there. Files whose beginning can't be
    /// read are passed over. For <see cref="Keys.KeyRequest.InUse"/>.
    /// </returns>
    /// <exception cref="StoreException">The directory can't be used, or none was given and the user has no home.</exception>
    public static ValueTask<ImmutableArray<string>> KeySourcesInUseAsync(string? directory = null, CancellationToken cancellationToken = default) =>
        EntrySources.FindAsync(new StoreDirectory(directory ?? StateDirectory.Find()), cancellationToken);

    /// <summary>Writes, reads and removes an entry of the probe's own: whether the store can be used.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <returns>Null where it can; otherwise what is wrong and what to do.</returns>
    /// <remarks>No grant is touched.</remarks>
    public ValueTask<StoreException?> ProbeAsync(CancellationToken cancellationToken = default) => _entries.ProbeAsync(cancellationToken);

    /// <summary>Lists every owner's grants.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// The grants, dead and unreadable ones too, by instance, account and owner. The key of an unreadable one has the instance where that can be read,
    /// else an empty one, and an account that begins with <c>?</c>: the real one can't be read. Such a key finds and removes its entry.
    /// </returns>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAllAsync(CancellationToken cancellationToken = default) => ListAsync(null, true, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>An unreadable one whose owner can't be read either is listed among those of none.</remarks>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default) =>
        ListAsync(owner, false, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await _entries.NamesAsync(cancellationToken).ConfigureAwait(false) is { } names
            ? await ReadAsync(key, GrantEntries.FileOf(key, names, _entries.Directory), names, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(grant);
        // Said without the account: an exception's text is logged.
        if (!string.Equals(key.Instance, grant.Instance, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The key is of the instance '{key.Instance}', the grant of '{grant.Instance}'. Write GrantKey.For(grant).", nameof(key));
        }
        return await WriteAsync(
            key, newest => ifVersion is null || ifVersion == (newest?.Version ?? "") ? (grant, GrantHealth.Live) : null,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ifVersion);
        ArgumentNullException.ThrowIfNull(health);
        if (health.Kind == GrantHealthKind.Unreadable)
            throw new ArgumentException("A grant is marked live or dead; unreadable is what a store says of what it can't read.", nameof(health));
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is null)
            return null;
        return await WriteAsync(
            key, newest => newest?.Version == ifVersion && newest.Grant is { } grant ? (grant, health) : null, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>An unreadable one is removed as well: that is what was asked for.</remarks>
    public async ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var removed = await _entries.RemoveAsync(
            names => GrantEntries.FileOf(key, names, _entries.Directory), cancellationToken).ConfigureAwait(false);
        if (removed)
            _changes.Tell();
        return removed;
    }

    /// <summary>Ends the watch for changes, clears the keys that were read, and keeps none from then on.</summary>
    public void Dispose()
    {
        _changes.Dispose();
        _entries.Dispose();
    }

    private async ValueTask<StoredGrant?> ReadAsync(GrantKey key, string file, EntryNames names, CancellationToken cancellationToken)
    {
        var read = await _entries.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        return read is null ? null : GrantEntries.Of(read, names, key, key.Owner);
    }

    private async ValueTask<StoredGrant?> WriteAsync(
        GrantKey key, Func<StoredGrant?, (Grant Grant, GrantHealth Health)?> decide, CancellationToken cancellationToken)
    {
        var written = await _entries.LockedAsync(async (names, writer) =>
        {
            // What is written over is what is read: here a key stands for no other entry.
            var file = names.Of(EntryKind.Grant, key);
            var newest = await ReadAsync(key, file, names, cancellationToken).ConfigureAwait(false);
            if (decide(newest) is not { } next)
                return null;
            var stored = new StoredGrant(key, next.Grant, next.Health, RandomNumberGenerator.GetHexString(16, lowercase: true));
            writer.Write(file, GrantEntries.HeaderOf(stored, names), GrantEntries.ContentOf(stored), newest is { Grant: null });
            return stored;
        }, cancellationToken).ConfigureAwait(false);
        if (written is not null)
            _changes.Tell();
        return written;
    }

    private async ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, bool all, CancellationToken cancellationToken)
    {
        if (await _entries.NamesAsync(cancellationToken).ConfigureAwait(false) is not { } names)
            return [];
        var mark = names.MarkOf(owner);
        var listed = new List<StoredGrant>();
        await foreach (var read in _entries.ReadAllAsync(all ? null : mark, cancellationToken).ConfigureAwait(false))
        {
            if (!all && read.Header is null && owner is not null)
                continue;
            var stored = GrantEntries.Of(read, names, null, read.Header?.OwnerMark.Span.SequenceEqual(mark) is true ? owner : null);
            if (all || stored.Grant is null || string.Equals(stored.Key.Owner, owner, StringComparison.Ordinal))
                listed.Add(stored);
        }
        return [.. listed
            .OrderBy(static stored => stored.Key.Instance, StringComparer.Ordinal)
            .ThenBy(static stored => stored.Key.Account, StringComparer.Ordinal)
            .ThenBy(static stored => stored.Key.Owner, StringComparer.Ordinal)];
    }
}
