using Spectre.Console;

namespace Auth.Frob.Cli.Output;

/// <summary>What people see: lines and tables on standard output, prompts and progress on standard error.</summary>
/// <remarks>Without colour where the output is piped or NO_COLOR is set.</remarks>
internal sealed class Screen
{
    // What is piped is read line by line: no cell is broken.
    private const int WidthOfPipes = 1000;
    private const int WidthOfTables = 120;

    /// <summary>What a table has in a cell without a value; a list leaves it out.</summary>
    public const string Nothing = "-";

    private readonly Surroundings _around;
    private readonly IAnsiConsole _console;

    public Screen(Surroundings around)
    {
        _around = around;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = around.IsColoured ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = around.IsColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(around.Output),
        });
        _console.Profile.Width = around.Columns ?? WidthOfPipes;
    }

    /// <summary>A line of plain text, never wrapped, so that addresses and values can be copied.</summary>
    public void Line(string text = "")
    {
        _around.Output.WriteLine(PlainText.Lines(text));
        _around.Output.Flush();
    }

    /// <summary>A sentence to read; where the terminal is narrow it is broken between words.</summary>
    public void Prose(string text)
    {
        foreach (var line in IsNarrow ? WrappedText.Of(text, _around.Columns ?? WidthOfPipes, 0) : [text])
            Line(line);
    }

    /// <summary>A line for the person alone.</summary>
    public void Aside(string text)
    {
        _around.Error.WriteLine(PlainText.Lines(text));
        _around.Error.Flush();
    }

    /// <summary>Whether a table of many columns would break its words.</summary>
    public bool IsNarrow => _around.Columns is < WidthOfTables;

    /// <summary>A table, or where the terminal is narrow a list: a paragraph for each row.</summary>
    public void TableOrList(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!IsNarrow)
        {
            Table(title, columns, rows);
            return;
        }
        Line(title);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (row[i] == Nothing)
                    continue;
                foreach (var line in WrappedText.Of($"{columns[i]}: {row[i].ReplaceLineEndings(", ")}", _around.Columns ?? WidthOfPipes, i == 0 ? 2 : 4))
                    Line(line);
            }
        }
        Line();
    }

    public void Table(string title, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new Table { Border = _around.IsColoured ? TableBorder.Rounded : TableBorder.Ascii2, Title = Title(title) };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        foreach (var row in rows)
            table.AddRow(row.Select(static cell => (Spectre.Console.Rendering.IRenderable)new Text(PlainText.Lines(cell))));
        _console.Write(table);
        _around.Output.Flush();
    }

    private static TableTitle? Title(string title) => title.Length == 0 ? null : new TableTitle(Markup.Escape(title));
}
