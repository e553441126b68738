namespace Auth.Frob.Desktop.Keys;

/// <summary>A key that encrypts entries, and the name by which entries refer to it.</summary>
/// <remarks>Immutable and thread-safe. Prints its id alone.</remarks>
public sealed class StoreKey
{
    /// <summary>The bytes of a key.</summary>
    public const int Size = 32;

    /// <summary>Wraps a key.</summary>
    /// <param name="id">What entries say; opaque printable ASCII, at most 200 characters, no secret. A derived key's id holds its parameters.</param>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes; copied.</param>
    public StoreKey(string id, ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    /// <summary>The id.</summary>
    public string Id => throw new NotImplementedException();

    internal ReadOnlySpan<byte> Bytes => throw new NotImplementedException();
}
