using System.Runtime.InteropServices;

namespace Auth.Frob.Desktop.Keys.Native;

/// <summary>The Secret Service over a connection of its own to a bus.</summary>
/// <remarks>libsecret's own way takes the process's shared connection, which ends the process with the bus and can't be told an address.</remarks>
internal sealed class SecretServiceConnection : IDisposable
{
    private const uint AsClient = 1, ToMessageBus = 8;

    private readonly GObject _connection;

    private SecretServiceConnection(GObject connection, GObject service) => (_connection, Service) = (connection, service);

    public GObject Service { get; }

    public static SecretServiceConnection Open(string address, GObject cancellable, Action<nint> throwIfAny)
    {
        nint error = 0;
        GObject connection = Glib.Connect(address, AsClient | ToMessageBus, 0, cancellable, ref error);
        throwIfAny(error);
        GObject service = Make(connection);
        var opened = new SecretServiceConnection(connection, service);
        Glib.Init(service, cancellable, ref error);
        if (error != 0)
        {
            opened.Dispose();
            throwIfAny(error);
        }
        return opened;
    }

    public void Dispose()
    {
        Service.Dispose();
        Glib.Close(_connection, 0, 0);
        _connection.Dispose();
    }

    private static unsafe GObject Make(GObject connection)
    {
        string[] names = ["g-connection", "g-name", "g-object-path", "g-interface-name"];
        Span<GValue> values =
        [
            GValue.Object(Glib.ConnectionType(), connection), GValue.Text("org.freedesktop.secrets"),
            GValue.Text("/org/freedesktop/secrets"), GValue.Text("org.freedesktop.Secret.Service"),
        ];
        nint* texts = stackalloc nint[names.Length];
        for (int i = 0; i < names.Length; i++) texts[i] = Marshal.StringToCoTaskMemUTF8(names[i]);
        try
        {
            fixed (GValue* first = values)
                return Glib.ObjectNew(OwnServiceType.Id, (uint)names.Length, texts, first);
        }
        finally
        {
            for (int i = 0; i < names.Length; i++) Marshal.FreeCoTaskMem(texts[i]);
            foreach (ref GValue value in values) Glib.ValueUnset(ref value);
        }
    }
}
