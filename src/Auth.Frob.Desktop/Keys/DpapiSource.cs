using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Keys in files that Windows protects for the person who is signed in (DPAPI).</summary>
/// <remarks>
/// Unverified: its files are tested, its protection was not yet run on Windows. Thread-safe.
/// On another platform every question is a <see cref="StoreException"/>.
/// </remarks>
public sealed class DpapiSource : KeyringSource
{
    private static readonly byte[] Entropy = Encoding.ASCII.GetBytes("Auth.Frob store key");

    private readonly string? _directory;

    /// <summary>Makes a source; nothing is asked before the first question.</summary>
    /// <param name="directory">Where the protected keys are; null for <c>auth-frob\keys</c> under the person's local application data.</param>
    /// <param name="time">The clock; null for the system's.</param>
    public DpapiSource(string? directory = null, TimeProvider? time = null)
        : base(time ?? TimeProvider.System) => _directory = directory;

    /// <inheritdoc/>
    public override string Name => "dpapi";

    internal override TimeSpan Patience => TimeSpan.FromSeconds(15);

    internal override Keyring Open(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows())
            throw new StoreException("DPAPI is there on Windows alone.", "Choose the keyring of this platform, or the key source 'key-file'.");
        return new ProtectedFileKeyring(_directory ?? Default(), Protect, Unprotect);
    }

    internal override StoreException Late() => new("Windows did not answer within 15 seconds.", "Run it again, or choose the key source 'key-file'.");

    [SupportedOSPlatform("windows")]
    private static byte[] Protect(byte[] text) => ProtectedData.Protect(text, Entropy, DataProtectionScope.CurrentUser);

    [SupportedOSPlatform("windows")]
    private static byte[] Unprotect(byte[] text) => ProtectedData.Unprotect(text, Entropy, DataProtectionScope.CurrentUser);

    private static string Default() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "auth-frob", "keys");
}
