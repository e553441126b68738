using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Writes whole files: a reader, or who comes after a crash, sees the old one or the new one.</summary>
internal static class AtomicFile
{
    /// <summary>What stands between a file's name and the rest of its temporary neighbour's.</summary>
    public const string Mark = ".tmp-";

    /// <summary>Replaces a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it shall hold.</param>
    /// <param name="before">What is done when the new file is on the disk and the old one still there.</param>
    public static void Replace(string path, ReadOnlySpan<byte> content, Action? before = null)
    {
        var temporary = Write(path, content);
        try
        {
            before?.Invoke();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
        Posix.FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a file that is not there yet.</summary>
    /// <returns>False where somebody was faster; nothing was changed then.</returns>
    public static bool Make(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Write(path, content);
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
        finally
        {
            Discard(temporary);
        }
        Posix.FlushDirectory(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <summary>Removes the temporary neighbours that killed writers left. For who knows that no writer is at work, or that none needs its own.</summary>
    public static void Sweep(string directory, string pattern = "*")
    {
        foreach (var left in Directory.EnumerateFiles(directory, pattern + Mark + "*"))
            Discard(left);
    }

    private static string Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + Mark + RandomNumberGenerator.GetHexString(16, lowercase: true);
        try
        {
            using var stream = OwnFile.Open(temporary, FileMode.CreateNew, FileShare.None);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            Discard(temporary);
            throw;
        }
        return temporary;
    }

    // The fault that led here is the one to be told; what stays is swept by the next writer.
    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
        }
    }
}
