using System.Security.Cryptography;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Keeps the key in a file that only this user may read.</summary>
/// <remarks>
/// Protects against a look at a copy of the store alone, not against who reads both.
/// Thread-safe, also between processes: however many begin at once, one key is made. The file: the eight bytes of <c>FROBFILE</c>, format 1,
/// eight random bytes of id, 32 random bytes of key.
/// </remarks>
public sealed class KeyFileSource : KeySource
{
    private const int IdSize = 8;
    private readonly string? _given;

    /// <summary>Names the file; nothing is read or made before the first question.</summary>
    /// <param name="path">The file; null: <c>key</c> in the platform's state directory of the person.</param>
    public KeyFileSource(string? path = null) => _given = path is null ? null : System.IO.Path.GetFullPath(path);

    /// <inheritdoc/>
    /// <value><c>key-file</c>.</value>
    public override string Name => "key-file";

    /// <summary>The file.</summary>
    /// <exception cref="StoreException">None was named, and the user has no home directory.</exception>
    public string Path => _given ?? System.IO.Path.Combine(StateDirectory.Find(), "key");

    private static ReadOnlySpan<byte> Magic => "FROBFILE\u0001"u8;

    private static int Length => Magic.Length + IdSize + StoreKey.Size;

    /// <inheritdoc/>
    public override async ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default)
    {
        var file = new SourceFile(Path, Length);
        StoreKey? key;
        while ((key = await ReadAsync(file, cancellationToken).ConfigureAwait(false)) is null)
            Make(file);
        return key;
    }

    /// <inheritdoc/>
    public override async ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var key = await ReadAsync(new SourceFile(Path, Length), cancellationToken).ConfigureAwait(false);
        return key?.Id == id ? key : null;
    }

    private static void Make(SourceFile file)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Magic.CopyTo(bytes);
        RandomNumberGenerator.Fill(bytes[Magic.Length..]);
        try
        {
            file.Make(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static async ValueTask<StoreKey?> ReadAsync(SourceFile file, CancellationToken cancellationToken)
    {
        if (await file.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } bytes)
            return null;
        try
        {
            return bytes.AsSpan().StartsWith(Magic)
                ? new StoreKey("file-" + Convert.ToHexStringLower(bytes.AsSpan(Magic.Length, IdSize)), bytes.AsSpan(Magic.Length + IdSize))
                : throw file.Damaged();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
