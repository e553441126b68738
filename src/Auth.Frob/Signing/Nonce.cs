namespace Auth.Frob.Signing;

/// <summary>Random text that is used once.</summary>
internal static class Nonce
{
    public static string Next() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
