using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Keys;

/// <summary>A small file of a key source: made once by whoever is first, private, of one length.</summary>
internal sealed class SourceFile(string path, int length)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Makes it, unless another process was faster.</summary>
    public void Make(ReadOnlySpan<byte> bytes)
    {
        var directory = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(directory))
            new StoreDirectory(directory).Make();
        try
        {
            AtomicFile.Make(path, bytes);
            // Now that there is one, no other maker needs its own any more.
            AtomicFile.Sweep(directory, Path.GetFileName(path));
        }
        catch (FileNotFoundException)
        {
            // Swept by a faster one: its file is there.
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    /// <summary>Reads it.</summary>
    /// <returns>Null where there is none.</returns>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await OwnFile.ReadAsync(path, length, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return null;
            Guard();
            return bytes.Length == length ? bytes : throw Damaged();
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    public StoreException Damaged() => new(
        $"'{path}' is no key file, is damaged, or of a newer format.",
        "Bring it back from a backup or use a newer Auth.Frob; or move it away, and sign in again.");

    private void Guard()
    {
        if (OperatingSystem.IsWindows())
            return;
        if (Posix.OwnerOf(path) is { } owner && owner != Posix.User())
            throw new StoreException($"'{path}' belongs to another user, or is a link that does.", "Choose a file of the user who runs the program.");
        if ((File.GetUnixFileMode(path) & Others) != 0)
            throw new StoreException($"Others may read or change '{path}'.", $"If nobody did: chmod 600 '{path}'. Otherwise move it away and sign in again.");
    }
}
