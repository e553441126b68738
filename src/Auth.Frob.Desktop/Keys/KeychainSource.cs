namespace Auth.Frob.Desktop.Keys;

/// <summary>Keys from the login Keychain of macOS.</summary>
/// <remarks>
/// Unverified: written from Apple's documentation and not yet run on a Mac. Thread-safe. A key is a generic password of the service
/// "auth-frob.store-key" whose account is the key's id; the account "current" names the key in use.
/// On another platform every question is a <see cref="StoreException"/>.
/// </remarks>
public sealed class KeychainSource : KeyringSource
{
    private static readonly TimeSpan Prompting = TimeSpan.FromSeconds(60);

    /// <summary>Makes a source; nothing is asked before the first question.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    public KeychainSource(TimeProvider? time = null)
        : base(time ?? TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public override string Name => "keychain";

    internal override TimeSpan Patience => Prompting;

    internal override Keyring Open(CancellationToken cancellationToken) => OperatingSystem.IsMacOS()
        ? new KeychainKeyring()
        : throw new StoreException("The Keychain is there on macOS alone.", "Choose the keyring of this platform, or the key source 'key-file'.");

    internal override StoreException Late() => new(
        "The Keychain was not unlocked, or did not answer, within 60 seconds.",
        "Unlock it in the desktop session and run it again, or choose the key source 'key-file' or 'passphrase'.");
}
