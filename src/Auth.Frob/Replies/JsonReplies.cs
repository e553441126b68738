using ShapeNode = Auth.Frob.Replies.ReplyShape.ShapeNode;

namespace Auth.Frob.Replies;

/// <summary>Walks JSON along the shape's tree; everything else is skipped without being kept.</summary>
internal static class JsonReplies
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ReplyReader.MaxDepth };

    public static void Read(ReadOnlySpan<byte> body, ReplyShape shape, ReplyReading reading)
    {
        var json = new Utf8JsonReader(body, Options);
        try
        {
            json.Read();
            Value(ref json, shape.Root, reading);
            // Reading on finds what follows the root; nothing may.
            json.Read();
        }
        catch (JsonException fault)
        {
            reading.Fail(IsTooDeep(ref json, body)
                ? "the reply is deeper than 64 levels"
                : string.Create(CultureInfo.InvariantCulture, $"the JSON breaks off or is broken at byte {fault.BytePositionInLine ?? 0}"));
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape: valid JSON, no text.
            reading.Fail("the JSON holds text that is not Unicode");
        }
    }

    // The reader stops before the bracket that would open one level too many.
    private static bool IsTooDeep(ref Utf8JsonReader json, ReadOnlySpan<byte> body) =>
        json.CurrentDepth + (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0) >= ReplyReader.MaxDepth
        && json.BytesConsumed < body.Length && body[(int)json.BytesConsumed] is (byte)'{' or (byte)'[';

    private static void Value(ref Utf8JsonReader json, ShapeNode node, ReplyReading reading)
    {
        if (json.TokenType == JsonTokenType.StartObject)
            Members(ref json, node, reading);
        else if (json.TokenType == JsonTokenType.StartArray)
            Items(ref json, node, reading);
        else if (json.TokenType != JsonTokenType.Null && node.Leaf >= 0)
            reading.Found(node.Leaf, Scalar(ref json));
    }

    private static void Members(ref Utf8JsonReader json, ShapeNode node, ReplyReading reading)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var child = Find(ref json, node);
            var name = child is null && node.All >= 0 ? json.GetString() : null;
            json.Read();
            if (child is not null)
                Value(ref json, child, reading);
            else if (name is not null)
                All(ref json, node.All, name, reading);
            else
                json.Skip();
        }
    }

    // Of a list the first item stands for the whole.
    private static void Items(ref Utf8JsonReader json, ShapeNode node, ReplyReading reading)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
            return;
        Value(ref json, node, reading);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            json.Skip();
    }

    private static void All(ref Utf8JsonReader json, int place, string path, ReplyReading reading)
    {
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            if (json.TokenType != JsonTokenType.Null)
                reading.Collect(place, path, Scalar(ref json));
            return;
        }
        var isList = json.TokenType == JsonTokenType.StartArray;
        for (var index = 0; json.Read() && json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var name = isList ? index.ToString(CultureInfo.InvariantCulture) : json.GetString()!;
            if (!isList)
                json.Read();
            All(ref json, place, $"{path}.{name}", reading);
        }
    }

    private static ShapeNode? Find(ref Utf8JsonReader json, ShapeNode node)
    {
        foreach (var child in node.Children)
        {
            if (json.ValueTextEquals(child.Utf8))
                return child;
        }
        return null;
    }

    private static string Scalar(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => json.ValueSpan is [var digit] ? Digits[digit - '0'] : Encoding.UTF8.GetString(json.ValueSpan),
    };

    // Flags and counts are mostly one digit: those texts are made once.
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
}
