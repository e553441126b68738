using System.Buffers.Binary;
using System.Text;

namespace Auth.Frob.Desktop.Storage;

/// <summary>
/// What an entry says of itself before it is decrypted; all of it is authenticated. Format 1, numbers big-endian: the eight bytes of
/// <see cref="Magic"/> · format (1 byte) · kind (1) · owner's mark (16) · instance, provider, key source, key id (each: length (2), UTF-8) ·
/// length of the content (4). There follow nonce (12), AES-256-GCM of the content, tag (16), and nothing more. Besides the header the file's name is
/// authenticated, so that no entry can stand in for another. Account and owner are in the content alone.
/// </summary>
internal sealed record EntryHeader(EntryKind Kind, ReadOnlyMemory<byte> OwnerMark, string Instance, string Provider, string Source, string KeyId)
{
    public const byte Format = 1;
    public const int MarkSize = 16;
    private const int MostText = 1000, Fixed = 8 + 1 + 1 + MarkSize;
    private static readonly UTF8Encoding Strict = new(false, true);

    public static ReadOnlySpan<byte> Magic => "FROBKEPT"u8;

    /// <summary>Writes it down.</summary>
    public byte[] Write(int contentLength)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Magic);
        bytes.WriteByte(Format);
        bytes.WriteByte((byte)Kind);
        bytes.Write(OwnerMark.Span);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in new[] { Instance, Provider, Source, KeyId })
        {
            var part = Strict.GetBytes(text);
            if (part.Length > MostText || text.Any(char.IsControl))
                throw new ArgumentException("A name of an instance, a provider or a key is longer than 1000 bytes, or holds a control character.");
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)part.Length);
            bytes.Write(length[..2]);
            bytes.Write(part);
        }
        BinaryPrimitives.WriteInt32BigEndian(length, contentLength);
        bytes.Write(length);
        return bytes.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="length">The header's length, with the content's length.</param>
    /// <param name="content">The length of the content, as it says.</param>
    /// <param name="why">What is wrong; null for nothing.</param>
    /// <returns>The header; null where something is wrong.</returns>
    public static EntryHeader? Read(ReadOnlySpan<byte> bytes, out int length, out int content, out string? why)
    {
        (length, content, why) = (0, 0, null);
        if (bytes.Length < Magic.Length ? !Magic.StartsWith(bytes) : !bytes.StartsWith(Magic))
            why = EntryFaults.NotAnEntry;
        else if (bytes.Length > Magic.Length && bytes[Magic.Length] > Format)
            why = EntryFaults.Newer(bytes[Magic.Length]);
        else if (bytes.Length < Fixed)
            why = EntryFaults.Cut;
        else if (bytes[Magic.Length] != Format)
            why = EntryFaults.NotAnEntry;
        if (why is not null)
            return null;
        var texts = new string[4];
        var at = Fixed;
        for (var i = 0; i < texts.Length; i++)
        {
            if (!TryText(bytes, ref at, out texts[i], out why))
                return null;
        }
        if (bytes.Length < at + 4)
        {
            why = EntryFaults.Cut;
            return null;
        }
        (length, content) = (at + 4, BinaryPrimitives.ReadInt32BigEndian(bytes[at..]));
        return new EntryHeader((EntryKind)bytes[Magic.Length + 1], bytes[(Fixed - MarkSize)..Fixed].ToArray(), texts[0], texts[1], texts[2], texts[3]);
    }

    private static bool TryText(ReadOnlySpan<byte> bytes, ref int at, out string text, out string? why)
    {
        (text, why) = ("", EntryFaults.Cut);
        if (bytes.Length < at + 2)
            return false;
        var size = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        why = EntryFaults.NotAnEntry;
        if (size > MostText)
            return false;
        why = EntryFaults.Cut;
        if (bytes.Length < at + 2 + size)
            return false;
        try
        {
            text = Strict.GetString(bytes.Slice(at + 2, size));
        }
        catch (DecoderFallbackException)
        {
            text = "\0";
        }
        at += 2 + size;
        // These texts are shown: nothing that steers a terminal may come out of a file.
        why = text.Any(char.IsControl) ? EntryFaults.NotAnEntry : null;
        return why is null;
    }
}
