using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>A GLib hash table of text by text.</summary>
internal sealed class GTable : SafeHandleZeroOrMinusOneIsInvalid
{
    public GTable()
        : base(ownsHandle: true)
    {
    }

    public static GTable Of(params ReadOnlySpan<(string Name, string Value)> pairs)
    {
        // GLib compares and frees by functions of its own; their addresses are all that is asked for here.
        nint glib = NativeLibrary.Load(Glib.Library);
        nint free = NativeLibrary.GetExport(glib, "g_free");
        GTable table = Glib.HashTableNew(NativeLibrary.GetExport(glib, "g_str_hash"), NativeLibrary.GetExport(glib, "g_str_equal"), free, free);
        foreach ((string name, string value) in pairs) Glib.HashTableInsert(table, Glib.StringDuplicate(name), Glib.StringDuplicate(value));
        return table;
    }

    public string? Find(string name)
    {
        nint key = Glib.StringDuplicate(name);
        try
        {
            return Marshal.PtrToStringUTF8(Glib.HashTableLookup(this, key));
        }
        finally
        {
            Glib.Free(key);
        }
    }

    protected override bool ReleaseHandle()
    {
        Glib.HashTableUnref(handle);
        return true;
    }
}
