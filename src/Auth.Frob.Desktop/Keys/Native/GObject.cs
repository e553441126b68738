using Microsoft.Win32.SafeHandles;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>A reference to a GLib object, given back when this is disposed.</summary>
internal sealed class GObject : SafeHandleZeroOrMinusOneIsInvalid
{
    public GObject()
        : base(ownsHandle: true)
    {
    }

    public static GObject Own(nint pointer)
    {
        var owned = new GObject();
        owned.SetHandle(pointer);
        return owned;
    }

    protected override bool ReleaseHandle()
    {
        Glib.ObjectUnref(handle);
        return true;
    }
}
