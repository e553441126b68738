using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>The functions of GLib that speaking with the Secret Service needs.</summary>
/// <remarks>An error is passed by <c>ref</c> and starts as 0: GLib wants it empty, and an <c>out</c> would hand it what was in memory before.</remarks>
internal static partial class Glib
{
    public const string Library = "libglib-2.0.so.0";
    public const string Objects = "libgobject-2.0.so.0";
    public const string Gio = "libgio-2.0.so.0";

    [LibraryImport(Library, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "g_strdup", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint StringDuplicate(string text);

    [LibraryImport(Library, EntryPoint = "g_quark_to_string")]
    public static partial nint QuarkToString(uint quark);

    [LibraryImport(Library, EntryPoint = "g_error_free")]
    public static partial void ErrorFree(nint error);

    [LibraryImport(Library, EntryPoint = "g_hash_table_new_full")]
    public static partial GTable HashTableNew(nint hash, nint equal, nint freeKey, nint freeValue);

    [LibraryImport(Library, EntryPoint = "g_hash_table_insert")]
    public static partial int HashTableInsert(GTable table, nint key, nint value);

    [LibraryImport(Library, EntryPoint = "g_hash_table_lookup")]
    public static partial nint HashTableLookup(GTable table, nint key);

    [LibraryImport(Library, EntryPoint = "g_hash_table_unref")]
    public static partial void HashTableUnref(nint table);

    [LibraryImport(Library, EntryPoint = "g_list_prepend")]
    public static partial nint ListPrepend(nint list, nint data);

    [LibraryImport(Library, EntryPoint = "g_list_free")]
    public static partial void ListFree(nint list);

    [LibraryImport(Library, EntryPoint = "g_main_context_new")]
    public static partial nint MainContextNew();

    [LibraryImport(Library, EntryPoint = "g_main_context_unref")]
    public static partial void MainContextUnref(nint context);

    [LibraryImport(Library, EntryPoint = "g_main_context_iteration")]
    public static partial int MainContextIteration(nint context, int mayBlock);

    [LibraryImport(Library, EntryPoint = "g_main_context_push_thread_default")]
    public static partial void MainContextPush(nint context);

    [LibraryImport(Library, EntryPoint = "g_main_context_pop_thread_default")]
    public static partial void MainContextPop(nint context);

    [LibraryImport(Objects, EntryPoint = "g_object_unref")]
    public static partial void ObjectUnref(nint instance);

    [LibraryImport(Objects, EntryPoint = "g_object_new_with_properties")]
    public static unsafe partial GObject ObjectNew(nuint type, uint count, nint* names, GValue* values);

    [LibraryImport(Objects, EntryPoint = "g_value_init")]
    public static partial nint ValueInit(ref GValue value, nuint type);

    [LibraryImport(Objects, EntryPoint = "g_value_set_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ValueSetString(ref GValue value, string text);

    [LibraryImport(Objects, EntryPoint = "g_value_set_object")]
    public static partial void ValueSetObject(ref GValue value, GObject instance);

    [LibraryImport(Objects, EntryPoint = "g_value_set_enum")]
    public static partial void ValueSetEnum(ref GValue value, int number);

    [LibraryImport(Objects, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetProperty(nint instance, string name, ref GValue value);

    [LibraryImport(Objects, EntryPoint = "g_type_from_name", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint TypeFromName(string name);

    [LibraryImport(Objects, EntryPoint = "g_type_query")]
    public static partial void TypeQuery(nuint type, out GTypeSizes sizes);

    [LibraryImport(Objects, EntryPoint = "g_type_register_static_simple")]
    public static unsafe partial nuint TypeRegister(
        nuint parent, nint name, uint classSize, delegate* unmanaged<nint, nint, void> classInit, uint instanceSize, nint instanceInit, uint flags);

    [LibraryImport(Gio, EntryPoint = "g_bus_type_get_type")]
    public static partial nuint BusType();

    [LibraryImport(Objects, EntryPoint = "g_value_unset")]
    public static partial void ValueUnset(ref GValue value);

    [LibraryImport(Gio, EntryPoint = "g_cancellable_new")]
    public static partial GObject CancellableNew();

    [LibraryImport(Gio, EntryPoint = "g_cancellable_cancel")]
    public static partial void CancellableCancel(GObject cancellable);

    [LibraryImport(Gio, EntryPoint = "g_dbus_connection_get_type")]
    public static partial nuint ConnectionType();

    [LibraryImport(Gio, EntryPoint = "g_dbus_connection_new_for_address_sync", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObject Connect(string address, uint flags, nint observer, GObject cancellable, ref nint error);

    [LibraryImport(Gio, EntryPoint = "g_dbus_connection_close_sync")]
    public static partial int Close(GObject connection, nint cancellable, nint error);

    [LibraryImport(Gio, EntryPoint = "g_initable_init")]
    public static partial int Init(GObject instance, GObject cancellable, ref nint error);
}
