namespace Auth.Frob.House.Tests.Reading;

/// <summary>What a character of a source file belongs to.</summary>
internal enum Part : byte { Code, Text, Comment, Doc, Directive }

/// <summary>Tells code, strings, comments and directives apart; knows verbatim, interpolated and raw strings, nested ones too.</summary>
internal sealed class CSharpLexer(string source)
{
    private readonly Part[] _parts = new Part[source.Length];
    private readonly List<Range> _literals = [];
    private int _at;

    public (Part[] Parts, List<Range> Literals) Run()
    {
        ReadCode(inHole: false);
        return (_parts, _literals);
    }

    private char Peek(int ahead = 0) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void Take(int count, Part part)
    {
        int end = Math.Min(_at + count, source.Length);
        _parts.AsSpan(_at, end - _at).Fill(part);
        _at = end;
    }

    private void ReadCode(bool inHole)
    {
        for (int depth = 0; _at < source.Length;)
        {
            char c = Peek();
            if (c == '/' && Peek(1) == '/') Take(LengthUntil("\n"), Peek(2) == '/' && Peek(3) != '/' ? Part.Doc : Part.Comment);
            else if (c == '/' && Peek(1) == '*') Take(LengthUntil("*/", 2) + 2, Part.Comment);
            else if (c == '#' && IsFirstOnLine()) Take(LengthUntil("\n"), Part.Directive);
            else if (c == '\'') ReadQuoted(_at, '\'', dollars: 0, verbatim: false);
            else if (c is '"' or '$' or '@' && TryReadString()) continue;
            else if (inHole && c == '}' && depth == 0) return;
            else
            {
                depth += c is '{' or '(' or '[' ? 1 : c is '}' or ')' or ']' ? -1 : 0;
                _at++;
            }
        }
    }

    private bool TryReadString()
    {
        int ahead = 0;
        while (Peek(ahead) is '$' or '@') ahead++;
        if (Peek(ahead) != '"') return false;

        int start = _at;
        string prefix = source.Substring(_at, ahead);
        Take(ahead, Part.Text);
        int quotes = RunOf('"');
        if (quotes >= 3 && !prefix.Contains('@')) ReadRaw(start, quotes, prefix.Length);
        else ReadQuoted(start, '"', prefix.Count(c => c == '$'), prefix.Contains('@'));
        return true;
    }

    private void ReadQuoted(int start, char quote, int dollars, bool verbatim)
    {
        Take(1, Part.Text);
        while (_at < source.Length)
        {
            char c = Peek();
            if (c == '\\' && !verbatim) Take(2, Part.Text);
            else if (c == quote && verbatim && Peek(1) == quote) Take(2, Part.Text);
            else if (c == '{' && dollars > 0 && Peek(1) == '{') Take(2, Part.Text);
            else if (c == '{' && dollars > 0) ReadHole(1, 1);
            else if (c == quote) break;
            else Take(1, Part.Text);
        }

        Take(1, Part.Text);
        if (quote == '"') _literals.Add(start.._at);
    }

    private void ReadRaw(int start, int quotes, int dollars)
    {
        Take(quotes, Part.Text);
        while (_at < source.Length && RunOf('"') < quotes)
        {
            int braces = dollars > 0 ? RunOf('{') : 0;
            if (braces >= dollars && dollars > 0) ReadHole(braces, dollars);
            else Take(Math.Max(1, RunOf('"')), Part.Text);
        }

        Take(quotes, Part.Text);
        _literals.Add(start.._at);
    }

    private void ReadHole(int open, int close)
    {
        Take(open, Part.Text);
        ReadCode(inHole: true);
        Take(close, Part.Text);
    }

    private int RunOf(char c)
    {
        int count = 0;
        while (Peek(count) == c) count++;
        return count;
    }

    private int LengthUntil(string end, int after = 0)
    {
        int found = source.IndexOf(end, Math.Min(_at + after, source.Length), StringComparison.Ordinal);
        return (found < 0 ? source.Length : found) - _at;
    }

    private bool IsFirstOnLine() => source.AsSpan(0, _at)[(source.AsSpan(0, _at).LastIndexOf('\n') + 1)..].IsWhiteSpace();
}
