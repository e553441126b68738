using System.Runtime.InteropServices;
using Auth.Frob.Desktop.Keys.Native;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Keys from the Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), through libsecret.</summary>
/// <remarks>
/// Thread-safe. Needs <c>libsecret-1.so.0</c> and a session bus with the service on it. A key is an item labelled "Auth.Frob store key" of the default
/// collection, with the attributes application (auth-frob), purpose (store-key) and key-id; its text is 32 bytes in base64url.
/// The connection to the bus is the source's own, made for each question: nothing of a host's GLib is touched.
/// </remarks>
public sealed class SecretServiceSource : KeyringSource
{
    private static readonly string[] Libraries = [Glib.Library, Glib.Objects, Glib.Gio, LibSecret.Library];

    private readonly SecretServiceOptions _options;
    private readonly Func<string, bool> _isThere;

    /// <summary>Makes a source; nothing is asked before the first question.</summary>
    /// <param name="options">The bus, patience, the clock; null for the defaults.</param>
    public SecretServiceSource(SecretServiceOptions? options = null)
        : this(options ?? new SecretServiceOptions(), IsThere)
    {
    }

    internal SecretServiceSource(SecretServiceOptions options, Func<string, bool> isThere)
        : base(options.Time) => (_options, _isThere) = (options, isThere);

    /// <inheritdoc/>
    public override string Name => "secret-service";

    internal override TimeSpan Patience => _options.CanPrompt ? _options.PromptDeadline : _options.AnswerDeadline;

    internal override Keyring Open(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            throw new StoreException("The Secret Service is Linux's.", "Choose the keyring of this platform, or the key source 'key-file'.");
        foreach (string library in Libraries)
            if (!_isThere(library))
                throw SecretServiceFault.NoLibrary(library);
        string address = SessionBus.Find(_options.BusAddress) ?? throw SecretServiceFault.NoBus();
        return SecretServiceKeyring.Open(address, _options.CanPrompt, cancellationToken);
    }

    internal override StoreException Late() => SecretServiceFault.Late(Patience, _options.CanPrompt);

    private static bool IsThere(string library) => NativeLibrary.TryLoad(library, out _);
}
