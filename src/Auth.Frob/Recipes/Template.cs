namespace Auth.Frob.Recipes;

/// <summary>A text in which <c>{slot}</c> is percent-encoded, <c>{+slot}</c> goes in as it is, and <c>{method}</c> is the call's method.</summary>
internal sealed class Template
{
    private readonly List<Part> _parts = [];

    private Template()
    {
    }

    public IEnumerable<string> SlotNames => _parts.Where(static p => p.IsSlot && p.Text != "method").Select(static p => p.Text);

    public static Template Parse(string text)
    {
        var template = new Template();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                template._parts.Add(new Part(text[at..], false, false));
                break;
            }
            if (open > at)
                template._parts.Add(new Part(text[at..open], false, false));
            var isRaw = text[open + 1] == '+';
            template._parts.Add(new Part(text[(open + (isRaw ? 2 : 1))..close], true, isRaw));
            at = close + 1;
        }
        return template;
    }

    /// <summary>Fills the template. A slot that nobody filled is misuse: it is never left out.</summary>
    public string Expand(SlotValues values, string? apiMethod = null)
    {
        var text = new StringBuilder();
        var followsAddress = false;
        foreach (var part in _parts)
        {
            var piece = part.IsSlot ? Value(part, values, apiMethod) : part.Text;
            // Addresses are settings, and people write them with and without the slash at the end.
            if (followsAddress && piece.Length > 0 && text[^1] != '/' && piece[0] is not ('/' or '?' or '#'))
                text.Append('/');
            text.Append(piece);
            followsAddress = part.IsRaw && text.Length > 0 && piece.Contains("://", StringComparison.Ordinal);
        }
        return text.ToString();
    }

    private static string Value(Part part, SlotValues values, string? apiMethod)
    {
        var value = part.Text == "method"
            ? apiMethod
            : values[new Slot(part.Text)];
        if (value is null)
            throw new InvalidOperationException($"The slot '{part.Text}' is needed for an address and nobody filled it.");
        return part.IsRaw ? value : Uri.EscapeDataString(value);
    }

    private readonly record struct Part(string Text, bool IsSlot, bool IsRaw);
}
