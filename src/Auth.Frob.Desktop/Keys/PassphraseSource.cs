using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Derives the key from a passphrase: PBKDF2 with HMAC-SHA-256, 600 000 rounds, a random salt per store.</summary>
/// <remarks>
/// Thread-safe, also between processes. Rounds, salt and a check of eight hex digits are in the key's id, so that every entry carries them and another
/// passphrase is told from a damaged file; derived keys are kept in memory. The salt's file: the eight bytes of <c>FROBPASS</c>, format 1,
/// rounds (4, big-endian), 16 bytes of salt, 4 of check.
/// </remarks>
public sealed class PassphraseSource : KeySource
{
    /// <summary>The rounds of a new salt, and the fewest that are taken from a file.</summary>
    public const int Rounds = 600_000;

    private const int MostRounds = 10_000_000, SaltSize = 16, CheckSize = 4;
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _derived = new(StringComparer.Ordinal);
    private readonly Secret _passphrase;
    private readonly string? _given;

    /// <summary>Names passphrase and salt; nothing is read, made or derived before the first question.</summary>
    /// <param name="passphrase">Not empty. However it was typed, its letters are compared in their composed form.</param>
    /// <param name="saltPath">The salt's file, no secret; null: <c>passphrase.salt</c> in the platform's state directory of the person.</param>
    public PassphraseSource(Secret passphrase, string? saltPath = null)
    {
        ArgumentNullException.ThrowIfNull(passphrase);
        if (passphrase.IsEmpty)
            throw new ArgumentException("An empty passphrase protects nothing.", nameof(passphrase));
        (_passphrase, _given) = (passphrase, saltPath is null ? null : Path.GetFullPath(saltPath));
    }

    /// <inheritdoc/>
    /// <value><c>passphrase</c>.</value>
    public override string Name => "passphrase";

    private static ReadOnlySpan<byte> Magic => "FROBPASS\u0001"u8;

    private static int Length => Magic.Length + 4 + SaltSize + CheckSize;

    /// <inheritdoc/>
    /// <exception cref="StoreException">The salt was made with another passphrase, or its file can't be used.</exception>
    public override async ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default)
    {
        var path = _given ?? Path.Combine(StateDirectory.Find(), "passphrase.salt");
        var file = new SourceFile(path, Length);
        byte[]? bytes;
        while ((bytes = await file.ReadAsync(cancellationToken).ConfigureAwait(false)) is null)
            await MakeAsync(file, cancellationToken).ConfigureAwait(false);
        if (!bytes.AsSpan().StartsWith(Magic))
            throw file.Damaged();
        var rounds = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(Magic.Length));
        // Few rounds would make the passphrase easy to guess from what is written next: a file is not believed that.
        if (rounds is < Rounds or > MostRounds)
            throw file.Damaged();
        var id = IdOf(rounds, bytes.AsSpan(Magic.Length + 4, SaltSize), bytes.AsSpan(Length - CheckSize));
        return await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new StoreException(
            $"The passphrase is not the one that '{path}' was made with.", "Type the other one; or move that file away to begin with a new passphrase.");
    }

    /// <inheritdoc/>
    /// <returns>The key; null where the id is none of ours, asks for fewer rounds than 600 000 or more than 10 000 000, or is of another passphrase.</returns>
    public override async ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Split('-') is not ["pbkdf2", "sha256", var count, { Length: SaltSize * 2 } salt, { Length: CheckSize * 2 } check]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) || rounds is < Rounds or > MostRounds
            || salt.Any(static digit => !char.IsAsciiHexDigitLower(digit)))
            return null;
        var key = await DeriveAsync(rounds, salt, cancellationToken).ConfigureAwait(false);
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(check), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(CheckOf(key))));
        return same ? new StoreKey(id, key) : null;
    }

    private static string IdOf(int rounds, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> check) => string.Create(
        CultureInfo.InvariantCulture, $"pbkdf2-sha256-{rounds}-{Convert.ToHexStringLower(salt)}-{Convert.ToHexStringLower(check)}");

    private static ReadOnlySpan<byte> CheckOf(byte[] key) => HMACSHA256.HashData(key, "is it this passphrase?"u8).AsSpan(0, CheckSize);

    private async ValueTask MakeAsync(SourceFile file, CancellationToken cancellationToken)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var key = await DeriveAsync(Rounds, Convert.ToHexStringLower(salt), cancellationToken).ConfigureAwait(false);
        var rounds = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(rounds, Rounds);
        file.Make([.. Magic, .. rounds, .. salt, .. CheckOf(key)]);
    }

    // Once for each salt, by whoever asks first; a caller that is gone does not end it for the others.
    private Task<byte[]> DeriveAsync(int rounds, string salt, CancellationToken cancellationToken) =>
        _derived.GetOrAdd(
            $"{rounds}-{salt}",
            _ => new Lazy<Task<byte[]>>(() => Task.Run(() => Derive(rounds, Convert.FromHexString(salt)), CancellationToken.None)))
            .Value.WaitAsync(cancellationToken);

    private byte[] Derive(int rounds, byte[] salt)
    {
        var passphrase = Encoding.UTF8.GetBytes(_passphrase.Reveal().Normalize(NormalizationForm.FormC));
        try
        {
            return Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, rounds, HashAlgorithmName.SHA256, StoreKey.Size);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passphrase);
        }
    }
}
