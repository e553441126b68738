namespace Auth.Frob.House.Tests.Reading;

/// <summary>A source text, read: its code alone, its strings, its comments.</summary>
internal sealed class CSharpText
{
    private readonly string _source;
    private readonly Part[] _parts;

    public CSharpText(string source)
    {
        _source = source;
        (_parts, List<Range> literals) = new CSharpLexer(source).Run();
        Literals = [.. literals.OrderBy(range => range.Start.Value).Select(range => new Literal(range.Start.Value, range.End.Value, source[range]))];
        Code = Only(Part.Code);
        CodeByLine = Code.Split('\n');
        Comments = [.. LinesOf(Part.Comment)];
        Directives = [.. LinesOf(Part.Directive)];
    }

    /// <summary>The source with everything but code turned to blanks: same length, same lines.</summary>
    public string Code { get; }

    public string[] CodeByLine { get; }

    public IReadOnlyList<Literal> Literals { get; }

    /// <summary>Plain comments line by line, without documentation.</summary>
    public IReadOnlyList<TextLine> Comments { get; }

    public IReadOnlyList<TextLine> Directives { get; }

    /// <summary>Lines that are neither blank nor comment.</summary>
    public int CodeLines => string.Join("", _source.Select((c, i) => c == '\n' || _parts[i] is not (Part.Comment or Part.Doc) ? c : ' '))
        .Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));

    public int LineOf(int index) => 1 + _source.AsSpan(0, index).Count('\n');

    public int StartOf(int line) => CodeByLine.Take(line - 1).Sum(text => text.Length + 1);

    /// <summary>Where the bracket that opens at <paramref name="open"/> closes; the end of the text if it never does.</summary>
    public int Closing(int open)
    {
        int depth = 0;
        for (int i = open; i < Code.Length; i++)
        {
            if (Code[i] is '(' or '[' or '{') depth++;
            if (Code[i] is ')' or ']' or '}' && --depth == 0) return i;
        }

        return Code.Length - 1;
    }

    private string Only(Part part) => string.Create(_source.Length, this, (span, text) =>
    {
        for (int i = 0; i < span.Length; i++) span[i] = text._parts[i] == part || text._source[i] == '\n' ? text._source[i] : ' ';
    });

    private IEnumerable<TextLine> LinesOf(Part part) =>
        Only(part).Split('\n').Select((text, i) => new TextLine(i + 1, text.Trim())).Where(line => line.Text.Length > 0);
}

/// <summary>A string literal with its quotes, as written.</summary>
internal sealed record Literal(int Start, int End, string Text)
{
    public bool IsInterpolated => Text.TrimStart('@').StartsWith('$');
}

/// <summary>A line of a file, counted from one, and the part of it that was asked for.</summary>
internal sealed record TextLine(int Number, string Text);
