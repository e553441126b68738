using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>libsecret's service as a type of our own, which uses the connection that it is given.</summary>
/// <remarks>libsecret sets the shared session bus in its constructor, the one moment at which it may be set; so it is unset there again.</remarks>
internal static unsafe class OwnServiceType
{
    private const string TypeName = "AuthFrobSecretService";

    // struct GObjectClass { GTypeClass g_type_class; GSList *construct_properties; GObject *(*constructor)(...); ... }
    private static readonly int ConstructorOffset = 2 * nint.Size;

    private static readonly Lazy<nuint> Registered = new(Register);
    private static delegate* unmanaged<nuint, uint, nint, nint> _constructor;

    public static nuint Id => Registered.Value;

    private static nuint Register()
    {
        nuint known = Glib.TypeFromName(TypeName);
        if (known != 0)
            return known;
        nuint parent = LibSecret.ServiceType();
        Glib.TypeQuery(parent, out GTypeSizes sizes);
        nint name = Marshal.StringToCoTaskMemUTF8(TypeName);
        nuint type = Glib.TypeRegister(parent, name, sizes.OfClass, &InitializeClass, sizes.OfInstance, 0, 0);
        Marshal.FreeCoTaskMem(name);
        return type;
    }

    [UnmanagedCallersOnly]
    private static void InitializeClass(nint type, nint data)
    {
        nint* place = (nint*)(type + ConstructorOffset);
        _constructor = (delegate* unmanaged<nuint, uint, nint, nint>)*place;
        *place = (nint)(delegate* unmanaged<nuint, uint, nint, nint>)&Construct;
    }

    [UnmanagedCallersOnly]
    private static nint Construct(nuint type, uint count, nint properties)
    {
        nint instance = _constructor(type, count, properties);
        var none = default(GValue);
        Glib.ValueInit(ref none, Glib.BusType());
        Glib.ValueSetEnum(ref none, 0);
        Glib.SetProperty(instance, "g-bus-type", ref none);
        Glib.ValueUnset(ref none);
        return instance;
    }
}
