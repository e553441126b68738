namespace Auth.Frob.Cli.Output;

/// <summary>Text that came from elsewhere, without what commands a terminal.</summary>
internal static class PlainText
{
    private const char Instead = '\uFFFD';

    /// <summary>A name or a code: it stays on its line.</summary>
    public static string Word(string text) => string.Concat(text.Select(static c => IsCommand(c) ? Instead : c));

    /// <summary>Whole lines: their ends and tabs stay.</summary>
    public static string Lines(string text) => string.Concat(text.Select(static c => IsCommand(c) && c is not ('\n' or '\r' or '\t') ? Instead : c));

    // What turns the direction of writing round lets one name look like another.
    private static bool IsCommand(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
