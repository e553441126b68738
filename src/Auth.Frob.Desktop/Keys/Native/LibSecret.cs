using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>The functions of libsecret that are used; none of the variadic ones.</summary>
/// <remarks>A schema is always null: what is searched for are the attributes alone, so that what another program stored with them is found too.</remarks>
internal static partial class LibSecret
{
    public const string Library = "libsecret-1.so.0";
    public const int SearchAll = 1 << 1;

    [LibraryImport(Library, EntryPoint = "secret_service_get_type")]
    public static partial nuint ServiceType();

    [LibraryImport(Library, EntryPoint = "secret_service_search_sync")]
    public static partial nint Search(GObject service, nint schema, GTable attributes, int flags, GObject cancellable, ref nint error);

    [LibraryImport(Library, EntryPoint = "secret_service_unlock_sync")]
    public static partial int Unlock(GObject service, nint objects, GObject cancellable, ref nint unlocked, ref nint error);

    [LibraryImport(Library, EntryPoint = "secret_service_store_sync")]
    public static unsafe partial int Store(
        nint service, nint schema, nint attributes, nint collection, nint label, nint value, nint cancellable, nint* error);

    [LibraryImport(Library, EntryPoint = "secret_service_clear_sync")]
    public static partial int Clear(GObject service, nint schema, GTable attributes, GObject cancellable, ref nint error);

    [LibraryImport(Library, EntryPoint = "secret_collection_for_alias_sync", StringMarshalling = StringMarshalling.Utf8)]
    public static partial GObject CollectionForAlias(GObject service, string alias, int flags, GObject cancellable, ref nint error);

    [LibraryImport(Library, EntryPoint = "secret_collection_get_locked")]
    public static partial int CollectionIsLocked(GObject collection);

    [LibraryImport(Library, EntryPoint = "secret_item_get_locked")]
    public static partial int ItemIsLocked(GObject item);

    [LibraryImport(Library, EntryPoint = "secret_item_get_attributes")]
    public static partial GTable ItemAttributes(GObject item);

    [LibraryImport(Library, EntryPoint = "secret_item_load_secret_sync")]
    public static partial int ItemLoadSecret(GObject item, GObject cancellable, ref nint error);

    [LibraryImport(Library, EntryPoint = "secret_item_get_secret")]
    public static partial nint ItemSecret(GObject item);

    [LibraryImport(Library, EntryPoint = "secret_value_new", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial nint ValueNew(byte* secret, nint length, string contentType);

    [LibraryImport(Library, EntryPoint = "secret_value_get")]
    public static unsafe partial byte* ValueGet(nint value, out nuint length);

    [LibraryImport(Library, EntryPoint = "secret_value_unref")]
    public static partial void ValueUnref(nint value);
}
