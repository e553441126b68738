namespace Auth.Frob.Recipes;

/// <summary>A text in which <c>{slot}</c> is percent-encoded, <c>{+slot}</c> goes in as it is, and <c>{method}</c> is the call's method.</summary>
internal sealed class Template
{
    // Cut at the braces, so that every second piece is the name of a slot.
    private readonly string[] _pieces;

    private Template(string text) => _pieces = text.Split('{', '}');

    public IEnumerable<string> SlotNames => _pieces.Where(static (_, i) => i % 2 == 1).Select(static p => p.TrimStart('+')).Where(static p => p != "method");

    public static Template Parse(string text) => new(text);

    /// <summary>Fills the template. A slot that nobody filled is misuse: it is never left out.</summary>
    public string Expand(SlotValues values, string? apiMethod = null)
    {
        var text = new StringBuilder();
        var followsAddress = false;
        for (var i = 0; i < _pieces.Length; i++)
        {
            var piece = i % 2 == 1 ? Value(_pieces[i], values, apiMethod) : _pieces[i];
            // Addresses are settings, and people write them with and without the slash at the end.
            if (followsAddress && piece.Length > 0 && text[^1] != '/' && piece[0] is not ('/' or '?' or '#'))
                text.Append('/');
            text.Append(piece);
            followsAddress = piece.Length == 0 ? followsAddress : i % 2 == 1 && piece.Contains("://", StringComparison.Ordinal);
        }
        return text.ToString();
    }

    private static string Value(string name, SlotValues values, string? apiMethod)
    {
        var value = (name == "method" ? apiMethod : values[new Slot(name.TrimStart('+'))])
            ?? throw new InvalidOperationException($"The slot '{name}' is needed for an address and nobody filled it.");
        return name[0] == '+' ? value : Uri.EscapeDataString(value);
    }
}
