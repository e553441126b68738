using System.Security.Cryptography;

namespace Auth.Frob.Testing.Simulation;

/// <summary>Fresh tickets in the shapes that services use.</summary>
public static class RandomTicket
{
    private const string Base64UrlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>Letters, digits, hyphen and underscore.</summary>
    /// <param name="length">How many characters.</param>
    /// <returns>The ticket.</returns>
    public static string Base64Url(int length) => RandomNumberGenerator.GetString(Base64UrlAlphabet, length);

    /// <summary>Lower-case hex digits.</summary>
    /// <param name="length">How many characters.</param>
    /// <returns>The ticket.</returns>
    public static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);

    /// <summary>Decimal digits, the first of them not zero.</summary>
    /// <param name="length">How many characters.</param>
    /// <returns>The ticket.</returns>
    public static string Digits(int length) =>
        RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", length - 1);
}
