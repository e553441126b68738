namespace Auth.Frob.Desktop.Storage;

/// <summary>Opens files that only this user may read and write.</summary>
internal static class OwnFile
{
    public static FileStream Open(string path, FileMode mode, FileShare share)
    {
        // Nothing stays in a buffer of the stream, neither a secret nor a fault that would be told at closing only.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Reads a file that may be replaced at any time.</summary>
    /// <returns>The bytes; null where there is none.</returns>
    public static async ValueTask<byte[]?> ReadAsync(string path, int atMost, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            await using (file.ConfigureAwait(false))
            {
                // A pipe, say.
                if (!file.CanSeek)
                    throw new IOException("It is no regular file.");
                // One more than the limit, so that what is longer is seen to be.
                var bytes = new byte[(int)Math.Min(file.Length, atMost + 1L)];
                await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                return bytes;
            }
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
