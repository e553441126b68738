namespace Auth.Frob.Desktop.Storage;

/// <summary>The system's numbers for faults, as Linux, macOS and Windows write them.</summary>
internal static class Errno
{
    public const int Interrupted = 4, WouldBlock = 11, Exists = 17, NoDirectory = 20, Invalid = 22, NoSpace = 28, ReadOnly = 30, WouldBlockMac = 35;
    public const int UnsupportedMac = 45, QuotaMac = 69, Unsupported = 95, Quota = 122;
    public const int DiskFullWindows = unchecked((int)0x80070070), HandleDiskFullWindows = unchecked((int)0x80070027);
}
