namespace Auth.Frob.Cli.Output;

/// <summary>Text in lines of a width, broken at spaces alone: a name or an address that is too long stays whole.</summary>
internal static class WrappedText
{
    /// <summary>Breaks a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The columns that a line may have.</param>
    /// <param name="indent">The spaces before the first line; the others have two more.</param>
    public static IEnumerable<string> Of(string text, int width, int indent)
    {
        var margin = new string(' ', indent);
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && margin.Length + line.Length + 1 + word.Length > width)
            {
                yield return margin + line;
                margin = new string(' ', indent + 2);
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return margin + line;
    }
}
