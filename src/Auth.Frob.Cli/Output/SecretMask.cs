using System.Text.RegularExpressions;

namespace Auth.Frob.Cli.Output;

/// <summary>Takes a secret out of a text.</summary>
internal static class SecretMask
{
    public const string Mask = "***";

    /// <summary>The characters that a secret has at least.</summary>
    /// <remarks>What hides a secret wherever it stands would hide half of every text for one of a letter or two.</remarks>
    public const int Shortest = 4;

    /// <summary>The text with the secret masked; one that is too short to be any is masked only where it stands as a word of its own.</summary>
    public static string Of(string text, string secret) => secret.Length switch
    {
        0 => text,
        >= Shortest => text.Replace(secret, Mask, StringComparison.Ordinal),
        _ => Regex.Replace(text, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(secret)}(?![\p{{L}}\p{{N}}])", Mask, RegexOptions.CultureInvariant),
    };

    public static bool IsIn(string text, string secret) => Of(text, secret) != text;
}
