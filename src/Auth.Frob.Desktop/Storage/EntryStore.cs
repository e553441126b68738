using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Entries of one kind in a directory: read without a lock, written by one at a time.</summary>
/// <remarks>Every fault of a file comes out as a <see cref="StoreException"/>.</remarks>
internal sealed class EntryStore(FileStoreOptions options, EntryKind kind) : IDisposable
{
    private readonly EntryKeys _keys = new(options.Keys);
    private StoreDirectory? _directory;

    public StoreDirectory Directory => _directory ??= new StoreDirectory(options.Directory ?? StateDirectory.Find());

    /// <summary>The names of what is kept.</summary>
    /// <returns>Null where nothing was ever kept.</returns>
    public async ValueTask<EntryNames?> NamesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Directory.Exists() ? await EntryNames.FindAsync(Directory, cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Reads all entries, by the names of their files.</summary>
    /// <param name="ownerMark">Whose; null: everybody's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<EntryRead> ReadAllAsync(
        byte[]? ownerMark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = Guarded(Directory.Path, path => System.IO.Directory
            .EnumerateFiles(path, "*" + EntryNames.Ending(kind)).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToArray());
        // A source that fails is asked once for all entries: a locked keyring may take its whole patience for each.
        Dictionary<(string, string), KeyAnswer> missing = [];
        foreach (var file in files)
        {
            if (await ReadAsync(file, ownerMark, missing, cancellationToken).ConfigureAwait(false) is { } read)
                yield return read;
        }
    }

    /// <summary>Reads an entry.</summary>
    /// <returns>Null where there is none.</returns>
    public ValueTask<EntryRead?> ReadAsync(string file, CancellationToken cancellationToken) => ReadAsync(file, null, null, cancellationToken);

    /// <summary>Does something while nobody else writes. What killed writers left is gone by then.</summary>
    public async ValueTask<T> LockedAsync<T>(Func<EntryNames, EntryWriter, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Directory.Make();
        var (source, key) = await _keys.ForWritingAsync(cancellationToken).ConfigureAwait(false);
        using var held = await StoreLock.TakeAsync(Directory, options.Time, cancellationToken).ConfigureAwait(false);
        Guarded(Directory.Path, static path => Sweep(path));
        var names = await EntryNames.FindAsync(Directory, cancellationToken).ConfigureAwait(false)
            ?? Guarded(Directory.At(EntryNames.File), _ => EntryNames.Make(Directory));
        return await work(names, new EntryWriter(Directory, source, key)).ConfigureAwait(false);
    }

    /// <summary>Writes, reads and removes an entry of its own.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    public async ValueTask<StoreException?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LockedAsync(async (names, writer) =>
            {
                var sent = RandomNumberGenerator.GetBytes(64);
                var file = names.Of(EntryKind.Probe, new GrantKey("", ""));
                writer.Write(file, new EntryHeader(EntryKind.Probe, names.MarkOf(null), "", "", "", ""), [.. sent]);
                var read = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
                Guarded(Directory.Path, static path => Sweep(path));
                return read?.Content is { } came && came.AsSpan().SequenceEqual(sent) ? null : new StoreException(
                    $"What was written to '{Directory.Path}' can't be read again, because {read?.Why ?? "it is not there, or another"}.",
                    "Look at the source of keys and at the file system, or choose others.");
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException fault)
        {
            return fault;
        }
    }

    /// <summary>Removes an entry while nobody else writes. No key is needed.</summary>
    public async ValueTask<bool> RemoveAsync(Func<EntryNames, string> find, CancellationToken cancellationToken)
    {
        if (await NamesAsync(cancellationToken).ConfigureAwait(false) is not { } names)
            return false;
        using var held = await StoreLock.TakeAsync(Directory, options.Time, cancellationToken).ConfigureAwait(false);
        return Guarded(Directory.At(find(names)), path =>
        {
            if (!File.Exists(path))
                return false;
            File.Delete(path);
            Posix.FlushDirectory(Directory.Path);
            return true;
        });
    }

    /// <summary>Clears the keys that are known.</summary>
    public void Dispose() => _keys.Dispose();

    /// <summary>Runs what touches a file.</summary>
    public static T Guarded<T>(string path, Func<string, T> work)
    {
        try
        {
            return work(path);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    // Null also for one that says that it is of another owner.
    private async ValueTask<EntryRead?> ReadAsync(
        string file, byte[]? ownerMark, Dictionary<(string, string), KeyAnswer>? missing, CancellationToken cancellationToken)
    {
        byte[]? bytes;
        try
        {
            bytes = await OwnFile.ReadAsync(Directory.At(file), EntryCodec.Most, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            var closed = StoreFaults.Of(fault, Directory.At(file));
            return new EntryRead(file, null, null, EntryFaults.Closed(closed), "closed", closed);
        }
        if (bytes is null)
            return null;
        var header = EntryHeader.Read(bytes, out var head, out var content, out var why);
        if (header is not null && ownerMark is not null && !header.OwnerMark.Span.SequenceEqual(ownerMark))
            return null;
        if (header is not null)
            why = file.EndsWith(EntryNames.Ending(header.Kind), StringComparison.Ordinal)
                ? EntryCodec.FaultOfLength(bytes.Length, head, content)
                : EntryFaults.NotAnEntry;
        byte[]? opened = null;
        StoreException? sourceFault = null;
        if (why is null)
        {
            (var key, why, sourceFault) = await _keys.FindAsync(header!, missing, cancellationToken).ConfigureAwait(false);
            if (key is not null && (opened = EntryCodec.Open(bytes, head, file, key)) is null)
                why = EntryFaults.Changed;
            key?.Clear();
        }
        return new EntryRead(file, header, opened, why, "unreadable-" + Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], sourceFault);
    }

    private static bool Sweep(string directory)
    {
        // Only what is written under the lock; the file of a key is made without it.
        foreach (var kind in Enum.GetValues<EntryKind>())
            AtomicFile.Sweep(directory, "*" + EntryNames.Ending(kind));
        AtomicFile.Sweep(directory, EntryNames.File);
        foreach (var left in System.IO.Directory.EnumerateFiles(directory, "*" + EntryNames.Ending(EntryKind.Probe)))
            File.Delete(left);
        return true;
    }
}
