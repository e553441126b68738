using System.Buffers.Text;
using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Keys;

/// <summary>A key as a keyring keeps it: base64url, so that every tool may show and copy it.</summary>
internal static class KeyText
{
    private static readonly int Length = Base64Url.GetEncodedLength(StoreKey.Size);

    /// <summary>A new key's text; whoever asked clears it.</summary>
    public static byte[] New()
    {
        Span<byte> key = stackalloc byte[StoreKey.Size];
        RandomNumberGenerator.Fill(key);
        byte[] text = new byte[Length];
        Base64Url.EncodeToUtf8(key, text);
        CryptographicOperations.ZeroMemory(key);
        return text;
    }

    /// <summary>A new id: the older, the smaller, so that a key made later never takes the place of the one in use.</summary>
    public static string NewId(string source, TimeProvider time)
    {
        string random = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return string.Create(CultureInfo.InvariantCulture, $"{source}:{time.GetUtcNow().ToUnixTimeMilliseconds():x12}-{random}");
    }

    /// <summary>The key of a text; null where it is not one. Clears the text.</summary>
    public static StoreKey? Read(string id, byte[] text)
    {
        Span<byte> key = stackalloc byte[StoreKey.Size];
        try
        {
            bool isKey = text.Length == Length && Base64Url.IsValid(text)
                && Base64Url.TryDecodeFromUtf8(text, key, out int written) && written == StoreKey.Size;
            return isKey ? new StoreKey(id, key) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(text);
        }
    }

}
