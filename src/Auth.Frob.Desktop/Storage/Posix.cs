using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Storage;

/// <summary>What the platform's own library does for files and .NET does not.</summary>
internal static partial class Posix
{
    private const int CurrentDirectory = -100, NoFollow = 0x100, Exclusive = 2, WithoutWaiting = 4;

    /// <summary>Makes the names in a directory last: a file's own flush does not.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Open(path, 0);
        if (handle < 0)
            throw Fault("The directory can't be opened to make its names last.");
        var failed = Flush(handle) != 0;
        var errno = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        // Some file systems have no flush for directories and say so; there is nothing else that could be done there.
        if (failed && errno is not (Errno.Invalid or Errno.Unsupported or Errno.UnsupportedMac))
            throw new IOException("The directory's names could not be made to last.", errno);
    }

    /// <summary>Takes the lock of an open file, or sees that another has it.</summary>
    public static bool TryLock(SafeHandle file)
    {
        if (OperatingSystem.IsWindows())
            return true;
        if (Lock(file, Exclusive | WithoutWaiting) == 0)
            return true;
        if (Marshal.GetLastPInvokeError() is Errno.WouldBlock or Errno.WouldBlockMac or Errno.Interrupted)
            return false;
        throw Fault("The file system does not lock files.");
    }

    /// <summary>Whose a file is.</summary>
    /// <returns>The user's number; null where the platform was not asked.</returns>
    public static unsafe uint? OwnerOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        // struct statx is the same on every architecture: the owner is at byte 20.
        Span<byte> found = stackalloc byte[256];
        fixed (byte* at = found)
        {
            if (Status(CurrentDirectory, path, NoFollow, 0x8, at) != 0)
                throw Fault("The owner can't be told.");
        }
        return BinaryPrimitives.ReadUInt32LittleEndian(found[20..]);
    }

    /// <summary>As whom this process runs.</summary>
    public static uint User() => EffectiveUser();

    private static IOException Fault(string text) => new(text, Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(SafeHandle handle, int how);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static unsafe partial int Status(int directory, string path, int flags, uint mask, byte* found);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
