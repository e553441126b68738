namespace Auth.Frob.Desktop.Storage;

/// <summary>What the system said of a file, as a sentence and a remedy.</summary>
internal static class StoreFaults
{
    /// <summary>Whether a fault is the file system's, and not a mistake of ours.</summary>
    public static bool IsOfFiles(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Says what is wrong with a path.</summary>
    public static StoreException Of(Exception fault, string path) => fault switch
    {
        UnauthorizedAccessException => new(
            $"'{path}' may not be read or written by this user.", "Look who owns it and its directories (ls -ld), or choose another directory.", fault),
        PathTooLongException => new($"'{path}' is too long a path.", "Choose another directory.", fault),
        _ => OfNumber(fault, path),
    };

    private static StoreException OfNumber(Exception fault, string path) => fault.HResult switch
    {
        Errno.NoSpace or Errno.Quota or Errno.QuotaMac or Errno.DiskFullWindows or Errno.HandleDiskFullWindows => new(
            $"No space is left for '{path}'.", "Free some space and try again; what was kept before is unchanged.", fault),
        Errno.ReadOnly => new(
            $"'{path}' is on a file system that can only be read.", "Choose a directory that can be written to.", fault),
        Errno.Exists or Errno.NoDirectory => IsAFile(path, fault),
        _ => new($"'{path}' can't be used: {fault.Message}", "Look at the directory and its file system, or choose another directory.", fault),
    };

    /// <summary>A file stands where a directory is needed.</summary>
    public static StoreException IsAFile(string path, Exception? fault = null) =>
        new($"'{path}', or a directory above it, is a file.", "Move the file away, or choose another directory.", fault);
}
