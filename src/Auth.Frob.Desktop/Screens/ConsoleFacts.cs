using System.Text;

namespace Auth.Frob.Desktop.Screens;

/// <summary>What the process's console is, and its keys.</summary>
internal static class ConsoleFacts
{
    private const int UsualWidth = 80;

    public static Func<string?>? ReadHidden => Console.IsInputRedirected ? null : ReadKeys;

    // The console takes the terminal's own echo away at the first look at the keyboard, and keeps it away.
    public static Action Hide => static () => _ = !Console.IsInputRedirected && Console.KeyAvailable;

    public static int? ErrorColumns => Console.IsErrorRedirected ? null : Width();

    public static bool IsUnicode => Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage;

    private static int Width()
    {
        try
        {
            return Console.WindowWidth is var width and > 0 ? width : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }

    private static string? ReadKeys()
    {
        var typed = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return Taken(typed);
            // Ctrl-D on an empty line ends the input, as it does where the line is shown.
            if (key.KeyChar == '\u0004' && typed.Length == 0)
                return null;
            if (key.Key == ConsoleKey.Backspace)
                typed.Length -= typed.Length > 0 ? 1 : 0;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
    }

    private static string Taken(StringBuilder typed)
    {
        var line = typed.ToString();
        for (var i = 0; i < typed.Length; i++)
            typed[i] = '\0';
        return line;
    }
}
