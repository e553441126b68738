using System.Runtime.InteropServices;
using Auth.Frob.Desktop.Keys.Native;

namespace Auth.Frob.Desktop.Keys;

/// <summary>The items of ours in the Secret Service.</summary>
internal sealed class SecretServiceKeyring : Keyring
{
    public const string Label = "Auth.Frob store key";
    private const string Application = "auth-frob", KeyId = "key-id", DefaultAlias = "default";

    private readonly PrivateContext _context;
    private readonly GObject _cancellable;
    private readonly CancellationTokenRegistration _cancelling;
    private readonly SecretServiceConnection _connection;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _canPrompt;

    private SecretServiceKeyring(string address, bool canPrompt, CancellationToken cancellationToken)
    {
        (_canPrompt, _cancellationToken) = (canPrompt, cancellationToken);
        _context = new PrivateContext();
        _cancellable = Glib.CancellableNew();
        _cancelling = cancellationToken.UnsafeRegister(static cancellable => Glib.CancellableCancel((GObject)cancellable!), _cancellable);
        try
        {
            _connection = SecretServiceConnection.Open(address, _cancellable, ThrowIfAny);
        }
        catch
        {
            Close();
            throw;
        }
    }

    public static SecretServiceKeyring Open(string address, bool canPrompt, CancellationToken cancellationToken) =>
        new(address, canPrompt, cancellationToken);

    public override IReadOnlyList<string> Ids(string purpose)
    {
        List<GObject> items = Readable(("application", Application), ("purpose", purpose));
        try
        {
            return [.. items.Select(Id).OfType<string>()];
        }
        finally
        {
            items.ForEach(static item => item.Dispose());
        }
    }

    public override byte[]? Read(string purpose, string id)
    {
        List<GObject> items = Readable(("application", Application), ("purpose", purpose), (KeyId, id));
        try
        {
            return items.Count == 0 ? null : Secret(items[0]);
        }
        finally
        {
            items.ForEach(static item => item.Dispose());
        }
    }

    public override unsafe void Write(string purpose, string id, ReadOnlySpan<byte> text)
    {
        if (!_canPrompt)
            RequireOpenCollection();
        using GTable attributes = GTable.Of(("application", Application), ("purpose", purpose), (KeyId, id));
        nint collection = Marshal.StringToCoTaskMemUTF8(DefaultAlias);
        nint label = Marshal.StringToCoTaskMemUTF8(Label);
        nint value, error = 0;
        fixed (byte* secret = text)
            value = LibSecret.ValueNew(secret, text.Length, "text/plain");
        try
        {
            _ = LibSecret.Store(
                _connection.Service.DangerousGetHandle(), 0, attributes.DangerousGetHandle(), collection, label, value,
                _cancellable.DangerousGetHandle(), &error);
        }
        finally
        {
            LibSecret.ValueUnref(value);
            Marshal.FreeCoTaskMem(label);
            Marshal.FreeCoTaskMem(collection);
        }
        ThrowIfAny(error);
    }

    public override void Remove(string purpose, string id)
    {
        using GTable attributes = GTable.Of(("application", Application), ("purpose", purpose), (KeyId, id));
        nint error = 0;
        LibSecret.Clear(_connection.Service, 0, attributes, _cancellable, ref error);
        ThrowIfAny(error);
    }

    public override void Dispose()
    {
        _connection.Dispose();
        Close();
        base.Dispose();
    }

    private void Close()
    {
        // Waits for a cancellation that runs: it must not meet an object that is gone.
        _cancelling.Dispose();
        _context.Dispose();
        _cancellable.Dispose();
    }

    /// <summary>The unlocked items with these attributes; where all are locked, they are unlocked first.</summary>
    private List<GObject> Readable(params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        using GTable wanted = GTable.Of(attributes);
        List<GObject> items = Search(wanted);
        if (items.Count == 0 || items.Exists(IsOpen))
            return Opened(items);
        try
        {
            Unlock(items);
        }
        finally
        {
            items.ForEach(static item => item.Dispose());
        }
        // What an item says of itself is as it was when it was found.
        return Opened(Search(wanted)) is { Count: > 0 } open ? open : throw SecretServiceFault.NotUnlocked();
    }

    private List<GObject> Search(GTable attributes)
    {
        nint error = 0;
        nint found = LibSecret.Search(_connection.Service, 0, attributes, LibSecret.SearchAll, _cancellable, ref error);
        ThrowIfAny(error);
        return GList.TakeObjects(found);
    }

    private void Unlock(List<GObject> items)
    {
        if (!_canPrompt)
            throw SecretServiceFault.Locked();
        nint error = 0, unlocked = 0, list = GList.Of(items);
        int count = LibSecret.Unlock(_connection.Service, list, _cancellable, ref unlocked, ref error);
        Glib.ListFree(list);
        GList.TakeObjects(unlocked).ForEach(static item => item.Dispose());
        ThrowIfAny(error);
        if (count <= 0)
            throw SecretServiceFault.NotUnlocked();
    }

    private void RequireOpenCollection()
    {
        nint error = 0;
        using GObject collection = LibSecret.CollectionForAlias(_connection.Service, DefaultAlias, 0, _cancellable, ref error);
        ThrowIfAny(error);
        if (collection.IsInvalid)
            throw SecretServiceFault.NoCollection();
        if (LibSecret.CollectionIsLocked(collection) != 0)
            throw SecretServiceFault.Locked();
    }

    private byte[]? Secret(GObject item)
    {
        nint error = 0;
        LibSecret.ItemLoadSecret(item, _cancellable, ref error);
        ThrowIfAny(error);
        nint value = LibSecret.ItemSecret(item);
        if (value == 0)
            return null;
        try
        {
            unsafe
            {
                byte* text = LibSecret.ValueGet(value, out nuint length);
                return new ReadOnlySpan<byte>(text, checked((int)length)).ToArray();
            }
        }
        finally
        {
            // libsecret keeps the value in memory that is not swapped out, and clears it with the last reference.
            LibSecret.ValueUnref(value);
        }
    }

    private static string? Id(GObject item)
    {
        using GTable attributes = LibSecret.ItemAttributes(item);
        return attributes.Find(KeyId);
    }

    private static bool IsOpen(GObject item) => LibSecret.ItemIsLocked(item) == 0;

    private static List<GObject> Opened(List<GObject> items)
    {
        items.FindAll(static item => !IsOpen(item)).ForEach(static item => item.Dispose());
        return items.FindAll(static item => !item.IsClosed);
    }

    private void ThrowIfAny(nint error) => SecretServiceFault.ThrowIfAny(error, _cancellationToken);
}
