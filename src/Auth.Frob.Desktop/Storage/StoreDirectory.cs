namespace Auth.Frob.Desktop.Storage;

/// <summary>The directory of a store: ours alone, or refused.</summary>
internal sealed class StoreDirectory
{
    private const UnixFileMode Ours = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public StoreDirectory(string path) => Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    public string Path { get; }

    /// <summary>The path of a file in it.</summary>
    public string At(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Whether it is there; one that is not ours is refused, and one that can't be there as well.</summary>
    public bool Exists()
    {
        try
        {
            // A link that leads nowhere has attributes too.
            if (new DirectoryInfo(Path).LinkTarget is not null)
                throw new StoreException($"'{Path}' is a symbolic link.", "Name the directory that it leads to, or choose another one.");
            if (!File.GetAttributes(Path).HasFlag(FileAttributes.Directory))
                throw StoreFaults.IsAFile(Path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            RequirePossible();
            return false;
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, Path);
        }
        if (!OperatingSystem.IsWindows())
            Guard();
        return true;
    }

    /// <summary>Makes it where it is missing.</summary>
    public void Make()
    {
        if (Exists())
            return;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(Path);
            else
                Directory.CreateDirectory(Path, Ours);
        }
        catch (DirectoryNotFoundException fault)
        {
            // All directories above were to be made: one of them can only be something else.
            throw StoreFaults.IsAFile(Path, fault);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, Path);
        }
        if (!Exists())
            throw new StoreException($"'{Path}' was removed while it was being made.", "Try again.");
    }

    // That nothing is kept beneath a file, or where nobody may look, would be a guess.
    private void RequirePossible()
    {
        for (var above = System.IO.Path.GetDirectoryName(Path); above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            try
            {
                if (File.GetAttributes(above).HasFlag(FileAttributes.Directory))
                    return;
                throw StoreFaults.IsAFile(Path);
            }
            catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
            {
                // Not there either: what is above it decides.
            }
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private void Guard()
    {
        try
        {
            if (Posix.OwnerOf(Path) is { } owner && owner != Posix.User())
            {
                throw new StoreException(
                    $"'{Path}' belongs to user {owner}, and this program runs as user {Posix.User()}.",
                    "Run the program as that user (without sudo), or choose another directory.");
            }
            var mode = File.GetUnixFileMode(Path);
            if ((mode & OthersWrite) != 0)
                throw new StoreException($"Others may write to '{Path}'.", $"Look at what is in it, then: chmod 700 '{Path}'");
            // What others could merely see is closed to them; but a directory that was never a store's is not ours to change.
            if ((mode & ~Ours) != 0 && !HoldsAStoreOrNothing())
                throw new StoreException($"Others may look into '{Path}', and it holds other things than a store.", "Choose a directory for the store alone.");
            if (mode != Ours)
                File.SetUnixFileMode(Path, Ours);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, Path);
        }
    }

    private bool HoldsAStoreOrNothing() => File.Exists(At(EntryNames.File)) || !Directory.EnumerateFileSystemEntries(Path).Any();
}
