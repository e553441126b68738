using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>What GLib says of a type.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GTypeSizes
{
    public readonly nuint Type;
    public readonly nint Name;
    public readonly uint OfClass;
    public readonly uint OfInstance;
}
