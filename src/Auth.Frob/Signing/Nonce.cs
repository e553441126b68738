namespace Auth.Frob.Signing;

/// <summary>Random text that is used once.</summary>
internal static class Nonce
{
    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
