using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Calls;

/// <summary>A reply as people read it: JSON and XML indented, all else as it came; secret values masked.</summary>
internal static class ReplyText
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The reply, indented.</summary>
    public static string Pretty(CallReply reply, ReplyMask mask)
    {
        if (Json(reply) is { } json)
        {
            using (json)
                return Written(json.RootElement, mask);
        }
        return Xml(reply) is { } xml ? Written(xml, mask) : PlainText.Lines(mask.Text(Encoding.UTF8.GetString(reply.Body)));
    }

    /// <summary>The reply as JSON; null where it is none.</summary>
    public static JsonDocument? Json(CallReply reply)
    {
        try
        {
            return reply.Body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? JsonDocument.Parse(reply.Body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a reply's JSON, masked.</summary>
    public static void Write(Utf8JsonWriter json, JsonElement element, ReplyMask mask, (string Parent, string Name) at = default)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, mask, (at.Name ?? "", member.Name));
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, item, mask, at);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(mask.Value(at.Parent ?? "", at.Name ?? "", element.GetString()!));
                break;
            case JsonValueKind.Number when mask.IsSecret(at.Parent ?? "", at.Name ?? ""):
                json.WriteStringValue(ReplyMask.Mask);
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static string Written(JsonElement root, ReplyMask mask)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
            Write(json, root, mask);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XDocument? Xml(CallReply reply)
    {
        if (reply.Body.AsSpan().TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'<', ..])
            return null;
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(reply.Body),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Written(XDocument document, ReplyMask mask)
    {
        foreach (var element in document.Descendants())
        {
            var (parent, name) = (element.Parent?.Name.LocalName ?? "", element.Name.LocalName);
            foreach (var attribute in element.Attributes())
                attribute.Value = mask.Value(name, attribute.Name.LocalName, attribute.Value);
            foreach (var text in element.Nodes().OfType<XText>())
                text.Value = mask.Value(parent, name, text.Value);
        }
        return document.Declaration is { } declaration ? $"{declaration}{Environment.NewLine}{document}" : document.ToString();
    }
}
