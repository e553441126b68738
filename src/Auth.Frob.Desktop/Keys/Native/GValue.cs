using System.Runtime.CompilerServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>A property's value as GLib takes it: a type and room for two words.</summary>
[InlineArray(3)]
internal struct GValue
{
    public const nuint TextType = 16 << 2;

    private nuint _word;

    public static GValue Text(string text)
    {
        var value = default(GValue);
        Glib.ValueInit(ref value, TextType);
        Glib.ValueSetString(ref value, text);
        return value;
    }

    public static GValue Object(nuint type, GObject instance)
    {
        var value = default(GValue);
        Glib.ValueInit(ref value, type);
        Glib.ValueSetObject(ref value, instance);
        return value;
    }
}
