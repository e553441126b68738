using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Desktop.Storage;

/// <summary>
/// The file names of a store's entries: HMAC-SHA-256 under a salt of the store's own, over kind, instance, account and owner. A plain hash of an
/// account's name could be looked up in a table, and would be the same on every machine of a person; with the salt it must be guessed for each store.
/// </summary>
/// <remarks>The salt's file: the eight bytes of <see cref="Magic"/>, format 1, 32 random bytes. It is made once and never changed.</remarks>
internal sealed class EntryNames
{
    public const string File = "names";
    private const int SaltSize = 32, MarkSize = 16;
    private readonly byte[] _salt;

    private EntryNames(byte[] salt) => _salt = salt;

    private static ReadOnlySpan<byte> Magic => "FROBNAME\u0001"u8;

    /// <summary>Reads the salt.</summary>
    /// <returns>Null where the store has none yet.</returns>
    /// <exception cref="StoreException">It is damaged, or missing though there are entries.</exception>
    public static async ValueTask<EntryNames?> FindAsync(StoreDirectory directory, CancellationToken cancellationToken)
    {
        var path = directory.At(File);
        try
        {
            var bytes = await OwnFile.ReadAsync(path, 4096, cancellationToken).ConfigureAwait(false);
            // Looked for once more: the first writer may have made it, and then an entry, since it was looked for.
            if (bytes is null && HasEntries(directory) && (bytes = await OwnFile.ReadAsync(path, 4096, cancellationToken).ConfigureAwait(false)) is null)
                throw new StoreException(
                    $"'{path}' is missing: without it no entry of the store can be found.", "Bring it back, or move the whole directory away.");
            if (bytes is null)
                return null;
            if (bytes.Length == Magic.Length + SaltSize && bytes.AsSpan().StartsWith(Magic))
                return new EntryNames(bytes[Magic.Length..]);
            throw new StoreException(
                $"'{path}' is damaged, or of a newer format.", "Bring it back or use a newer Auth.Frob; or move the whole directory away.");
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, path);
        }
    }

    /// <summary>Makes the salt. For who has the lock.</summary>
    public static EntryNames Make(StoreDirectory directory)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        AtomicFile.Replace(directory.At(File), [.. Magic, .. salt]);
        return new EntryNames(salt);
    }

    /// <summary>How files of a kind end.</summary>
    public static string Ending(EntryKind kind) => kind switch
    {
        EntryKind.Grant => ".grant",
        EntryKind.AppKey => ".appkey",
        _ => ".probe",
    };

    /// <summary>The file of an entry.</summary>
    public string Of(EntryKind kind, GrantKey key) =>
        Convert.ToHexStringLower(Hash([(byte)kind], key.Instance, key.Account, key.Owner)) + Ending(kind);

    /// <summary>Says whose an entry is, to who knows the owner.</summary>
    public byte[] MarkOf(string? owner) => Hash("owner"u8, owner)[..MarkSize];

    private byte[] Hash(ReadOnlySpan<byte> domain, params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _salt);
        hash.AppendData(domain);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            // A length before each, and one that no text has for none: no two keys come to the same bytes.
            var bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    private static bool HasEntries(StoreDirectory directory) => System.IO.Directory.EnumerateFiles(directory.Path)
        .Any(static file => file.EndsWith(Ending(EntryKind.Grant), StringComparison.Ordinal)
            || file.EndsWith(Ending(EntryKind.AppKey), StringComparison.Ordinal));
}
