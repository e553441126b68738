using System.Security.Cryptography;
using System.Text.Json;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Keeps an application's keys for its instances, beside the grants and protected like them.</summary>
/// <remarks>Thread-safe, in this process and between processes. Every call may throw a <see cref="StoreException"/>.</remarks>
public sealed class FileAppKeyStore : IDisposable
{
    private readonly EntryStore _entries;

    /// <summary>Opens a store; nothing is read or made before the first call.</summary>
    /// <param name="options">Directory, keys, clock.</param>
    /// <exception cref="ArgumentException">There is no source of keys, or two of one name.</exception>
    /// <exception cref="StoreException">No directory was given, and the user has no home.</exception>
    public FileAppKeyStore(FileStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _entries = new EntryStore(options, EntryKind.AppKey);
        _ = _entries.Directory;
    }

    /// <summary>Finds what is kept for an instance.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The key, or null.</returns>
    /// <exception cref="StoreException">
    /// There is one and it can't be read, or the store can't be used. Where a key source fails, the remedy is the source's own.
    /// </exception>
    public async ValueTask<KeptAppKey?> FindAsync(string instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (await _entries.NamesAsync(cancellationToken).ConfigureAwait(false) is not { } names
            || await _entries.ReadAsync(FileOf(instance, names), cancellationToken).ConfigureAwait(false) is not { } read)
            return null;
        if (Open(read, names, out var why) is not { } body)
        {
            throw read.Fault is { } fault
                ? new StoreException($"What is kept as key of '{instance}' can't be read. {fault.Message}", fault.Remedy, fault)
                : new StoreException(
                    $"What is kept as key of '{instance}' can't be read, because {why}.",
                    "Give the key that it was kept with (its source, its passphrase). To begin anew, keep the key again: the old file is put aside.");
        }
        return new KeptAppKey(body.ApiKey, body.SharedSecret, (body.Settings ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal));
    }

    /// <summary>Lists the instances for which something is kept.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Their names in ordinal order, also of those that can't be read, as far as their name can.</returns>
    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken = default)
    {
        if (await _entries.NamesAsync(cancellationToken).ConfigureAwait(false) is null)
            return [];
        var listed = new List<string>();
        await foreach (var read in _entries.ReadAllAsync(null, cancellationToken).ConfigureAwait(false))
        {
            CryptographicOperations.ZeroMemory(read.Content);
            if (read.Header is { } header)
                listed.Add(header.Instance);
        }
        return [.. listed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Keeps a key. One that is there and can't be read is put aside as <c>*.unreadable-N</c>.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask PutAsync(string instance, KeptAppKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(key);
        await _entries.LockedAsync(async (names, writer) =>
        {
            var file = FileOf(instance, names);
            var newest = await _entries.ReadAsync(file, cancellationToken).ConfigureAwait(false);
            var keepOld = newest is not null && Open(newest, names, out _) is null;
            var body = new AppKeyBody(instance, key.ApiKey, key.SharedSecret?.Reveal(), new(key.Settings));
            writer.Write(
                file, new EntryHeader(EntryKind.AppKey, names.MarkOf(null), instance, "", "", ""),
                JsonSerializer.SerializeToUtf8Bytes(body, BodyJson.Default.AppKeyBody), keepOld);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets a key, also one that can't be read.</summary>
    /// <param name="instance">The instance's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True if there was one.</returns>
    public ValueTask<bool> RemoveAsync(string instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return _entries.RemoveAsync(names => FileOf(instance, names), cancellationToken);
    }

    /// <summary>Clears the keys that were read, and keeps none from then on.</summary>
    public void Dispose() => _entries.Dispose();

    private static string FileOf(string instance, EntryNames names) => names.Of(EntryKind.AppKey, new GrantKey(instance, ""));

    private static AppKeyBody? Open(EntryRead read, EntryNames names, out string? why)
    {
        why = read.Why;
        if (read.Content is null)
            return null;
        try
        {
            var body = BodyJson.Read(read.Content, BodyJson.Default.AppKeyBody);
            why = body is null || body.Settings?.ContainsValue(null!) is true ? EntryFaults.Damaged
                : FileOf(body.Instance, names) != read.File ? EntryFaults.Misplaced
                : null;
            return why is null ? body : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(read.Content);
        }
    }
}
