using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>GLib's linked lists of objects.</summary>
internal static class GList
{
    /// <summary>The objects of a list that is ours together with what is in it; frees the list.</summary>
    public static List<GObject> TakeObjects(nint list)
    {
        List<GObject> objects = [];
        // struct GList { gpointer data; GList *next; GList *prev; }
        for (nint node = list; node != 0; node = Marshal.ReadIntPtr(node, nint.Size))
            objects.Add(GObject.Own(Marshal.ReadIntPtr(node)));
        Glib.ListFree(list);
        return objects;
    }

    /// <summary>A list of pointers; whoever asked frees the list, not what is in it.</summary>
    public static nint Of(IEnumerable<GObject> objects) =>
        objects.Aggregate((nint)0, static (list, instance) => Glib.ListPrepend(list, instance.DangerousGetHandle()));
}
