using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Keys.Native;

namespace Auth.Frob.Desktop.Keys;

/// <summary>The items of ours in the Keychain.</summary>
[SupportedOSPlatform("macos")]
internal sealed unsafe class KeychainKeyring : Keyring
{
    // The Keychain refuses a second item of one account: whoever writes this one first decides for all.
    private const string Current = "current";

    public override IReadOnlyList<string> Ids(string purpose) => Read(purpose, Current) is { } id ? [Encoding.UTF8.GetString(id)] : [];

    public override byte[]? Read(string purpose, string id)
    {
        byte[] service = Service(purpose), account = Encoding.UTF8.GetBytes(id);
        uint length = 0;
        byte* secret = null;
        int status;
        fixed (byte* s = service, a = account)
            status = Keychain.Find(0, (uint)service.Length, s, (uint)account.Length, a, &length, &secret, null);
        if (status == Keychain.NotFound)
            return null;
        ThrowIfNotDone(status);
        var content = new Span<byte>(secret, checked((int)length));
        byte[] text = content.ToArray();
        CryptographicOperations.ZeroMemory(content);
        _ = Keychain.FreeContent(0, secret);
        return text;
    }

    public override void Write(string purpose, string id, ReadOnlySpan<byte> text)
    {
        ThrowIfNotDone(Add(purpose, id, text));
        int status = Add(purpose, Current, Encoding.UTF8.GetBytes(id));
        if (status != Keychain.Duplicate)
            ThrowIfNotDone(status);
    }

    public override void Remove(string purpose, string id)
    {
        Delete(purpose, id);
        if (Ids(purpose) is [var current] && current == id)
            Delete(purpose, Current);
    }

    private static int Add(string purpose, string id, ReadOnlySpan<byte> text)
    {
        byte[] service = Service(purpose), account = Encoding.UTF8.GetBytes(id);
        fixed (byte* s = service, a = account, t = text)
            return Keychain.Add(0, (uint)service.Length, s, (uint)account.Length, a, (uint)text.Length, t, null);
    }

    private static void Delete(string purpose, string id)
    {
        byte[] service = Service(purpose), account = Encoding.UTF8.GetBytes(id);
        nint item = 0;
        int status;
        fixed (byte* s = service, a = account)
            status = Keychain.Find(0, (uint)service.Length, s, (uint)account.Length, a, null, null, &item);
        if (status == Keychain.NotFound)
            return;
        ThrowIfNotDone(status);
        status = Keychain.Delete(item);
        Keychain.Release(item);
        ThrowIfNotDone(status);
    }

    private static byte[] Service(string purpose) => Encoding.UTF8.GetBytes("auth-frob." + purpose);

    private static void ThrowIfNotDone(int status)
    {
        const string Otherwise = "or choose the key source 'key-file' or 'passphrase'.";
        if (status == Keychain.Done)
            return;
        throw status switch
        {
            Keychain.UserCanceled or Keychain.AuthFailed => new StoreException(
                "The Keychain denies access to this program.", $"Allow it when the Keychain asks, {Otherwise}"),
            Keychain.NoInteraction => new StoreException(
                "The Keychain is locked, and nobody can be asked to unlock it here.", $"Run 'security unlock-keychain', {Otherwise}"),
            Keychain.NoDefault => new StoreException("There is no default Keychain.", $"Make one with Keychain Access, {Otherwise}"),
            _ => new StoreException(
                $"The Keychain answered with the status {status.ToString(CultureInfo.InvariantCulture)}.",
                $"'security error' explains the number; {Otherwise}"),
        };
    }
}
