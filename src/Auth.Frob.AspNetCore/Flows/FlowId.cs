using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Auth.Frob.AspNetCore.Flows;

/// <summary>A flow's name: 128 random bits and the time at which it began. No secret; it rides in addresses and in names of cookies.</summary>
internal sealed record FlowId(string Text, DateTimeOffset BeganAt)
{
    private const int Length = 32;
    private const int RandomBytes = 16;
    private const int Bytes = 24;

    public static FlowId New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes[..RandomBytes]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[RandomBytes..], now.ToUnixTimeMilliseconds());
        return new FlowId(Base64Url.EncodeToString(bytes), now);
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out FlowId? id)
    {
        id = null;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text is not { Length: Length } || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Bytes)
            return false;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes[RandomBytes..]);
        if (milliseconds < 0 || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return false;
        id = new FlowId(text, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
        return true;
    }

    public override string ToString() => Text;
}
