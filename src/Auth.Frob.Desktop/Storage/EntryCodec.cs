using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Encrypts and decrypts entries: AES-256-GCM, a fresh random nonce for each write, header and file name authenticated.</summary>
internal static class EntryCodec
{
    private const int NonceSize = 12, TagSize = 16;

    /// <summary>The most bytes an entry may have.</summary>
    public const int Most = 16 * 1024 * 1024;

    /// <summary>Encrypts.</summary>
    public static byte[] Seal(EntryHeader header, string file, StoreKey key, ReadOnlySpan<byte> content)
    {
        if (content.Length > Most / 2)
            throw new ArgumentException("What is to be kept is longer than 8 MiB.");
        var head = header.Write(content.Length);
        var bytes = new byte[head.Length + NonceSize + content.Length + TagSize];
        head.CopyTo(bytes, 0);
        var nonce = bytes.AsSpan(head.Length, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Bytes, TagSize);
        aes.Encrypt(nonce, content, bytes.AsSpan(head.Length + NonceSize, content.Length), bytes.AsSpan(bytes.Length - TagSize), Bound(head, file));
        return bytes;
    }

    /// <summary>What is wrong with the lengths; null for nothing.</summary>
    public static string? FaultOfLength(int whole, int head, int content) => (whole - ((long)head + NonceSize + content + TagSize)) switch
    {
        _ when content < 0 => EntryFaults.NotAnEntry,
        < 0 => EntryFaults.Cut,
        > 0 => EntryFaults.TooLong,
        _ => null,
    };

    /// <summary>Decrypts what has the right length.</summary>
    /// <returns>The content, to be cleared; null where the key is another, or a byte of file or name was changed.</returns>
    public static byte[]? Open(ReadOnlySpan<byte> bytes, int head, string file, StoreKey key)
    {
        var content = new byte[bytes.Length - head - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagSize);
            aes.Decrypt(bytes.Slice(head, NonceSize), bytes.Slice(head + NonceSize, content.Length), bytes[^TagSize..], content, Bound(bytes[..head], file));
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(ReadOnlySpan<byte> head, string file) => [.. head, .. Encoding.ASCII.GetBytes(file)];
}
