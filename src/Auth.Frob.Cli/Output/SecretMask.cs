namespace Auth.Frob.Cli.Output;

/// <summary>Takes a secret out of a text, wherever it stands.</summary>
internal static class SecretMask
{
    public const string Mask = "***";

    /// <summary>The characters that a secret has at least.</summary>
    /// <remarks>One of a letter or two is hidden too, and hides half of every text with it: it is refused where it would be kept.</remarks>
    public const int Shortest = 4;

    public static string Of(string text, string secret) => secret.Length == 0 ? text : text.Replace(secret, Mask, StringComparison.Ordinal);

    public static bool IsIn(string text, string secret) => Of(text, secret) != text;
}
