using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Keys;

/// <summary>A key that encrypts entries, and the name by which entries refer to it.</summary>
/// <remarks>Immutable and thread-safe. Prints its id alone.</remarks>
public sealed class StoreKey
{
    /// <summary>The bytes of a key.</summary>
    public const int Size = 32;

    private readonly byte[] _bytes;

    /// <summary>Wraps a key.</summary>
    /// <param name="id">What entries say; opaque printable ASCII, at most 200 characters, no secret. A derived key's id holds its parameters.</param>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes; copied.</param>
    /// <exception cref="ArgumentException">The id can't be written into an entry, or the key is of another size.</exception>
    public StoreKey(string id, ReadOnlySpan<byte> bytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > 200 || id.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("A key's id is at most 200 printable ASCII characters without blanks.", nameof(id));
        if (bytes.Length != Size)
            throw new ArgumentException("A key has 32 bytes.", nameof(bytes));
        (Id, _bytes) = (id, bytes.ToArray());
    }

    /// <summary>The id.</summary>
    public string Id { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Clears the bytes; for who has a copy that nobody else has.</summary>
    internal void Clear() => CryptographicOperations.ZeroMemory(_bytes);

    /// <summary>The id alone.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => Id;
}
