using System.Diagnostics;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>A command that opens a page: words, and the address as one more.</summary>
internal sealed record OpenerCommand(string Program, ImmutableArray<string> Arguments)
{
    private const string Placeholder = "%s";

    private static readonly ImmutableArray<string> InTheTerminal = ["lynx", "w3m", "links", "links2", "elinks", "browsh", "www-browser"];

    /// <summary>The program's name, for people.</summary>
    public string Name => Path.GetFileName(Program);

    /// <summary>Whether it would show the page in the terminal, where the sign-in is.</summary>
    public bool IsTextBrowser => InTheTerminal.Contains(Name);

    public static OpenerCommand Parse(string text, MachineView view)
    {
        // A path with blanks in it.
        if (Path.IsPathFullyQualified(text) && view.IsExecutable(text))
            return new OpenerCommand(text, [Placeholder]);
        string[] words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not [string program, .. string[] arguments])
            return new OpenerCommand("", []);
        return new OpenerCommand(
            program, arguments.Contains(Placeholder, StringComparer.Ordinal) ? [.. arguments] : [.. arguments, Placeholder]);
    }

    /// <summary>How the process is started; nothing in between reads the words.</summary>
    public ProcessStartInfo ToStart(string path, Uri address)
    {
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in Arguments)
            start.ArgumentList.Add(argument == Placeholder ? address.AbsoluteUri : argument);
        return start;
    }
}
