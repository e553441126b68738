using System.Runtime.InteropServices;
using System.Xml;
using ShapeNode = Auth.Frob.Replies.ReplyShape.ShapeNode;

namespace Auth.Frob.Replies;

/// <summary>Walks XML along the shape's tree: the root is dropped, an attribute is a member, text is trimmed, CDATA joined.</summary>
internal static class XmlReplies
{
    // What xmlns and xmlns:any belong to: they say something of names and are no data.
    private const string Declarations = "http://www.w3.org/2000/xmlns/";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = ReplyReader.MaxLength,
    };

    public static void Read(ReadOnlyMemory<byte> body, ReplyShape shape, ReplyReading reading)
    {
        try
        {
            using var stream = MemoryMarshal.TryGetArray(body, out var bytes)
                ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, false)
                : new MemoryStream(body.ToArray(), false);
            using var xml = XmlReader.Create(stream, Settings);
            xml.MoveToContent();
            if (string.Equals(xml.LocalName, "html", StringComparison.OrdinalIgnoreCase))
                reading.Fail("the reply is an HTML page");
            else
                Element(xml, shape.Root, reading, 1);
            // What follows the root must be readable too, or the reply was cut.
            while (xml.Read() && reading.Fault is null) { }
        }
        catch (XmlException)
        {
            // Pages have doctypes too, so they are looked for first.
            var text = Encoding.UTF8.GetString(body.Span);
            reading.Fail(text.Contains("<html", StringComparison.OrdinalIgnoreCase) || text.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
                ? "the reply is an HTML page"
                : text.Contains("<!DOCTYPE", StringComparison.Ordinal) ? "the XML has a DTD" : "the XML breaks off or is broken");
        }
    }

    // Beneath a node that takes all, `path` is the way from there and `place` where it goes; elsewhere they are null and -1.
    private static void Element(XmlReader xml, ShapeNode? node, ReplyReading reading, int depth, int place = -1, string? path = null)
    {
        if (depth > ReplyReader.MaxDepth)
        {
            reading.Fail("the reply is deeper than 64 levels");
            return;
        }
        place = node is { All: >= 0 } ? node.All : place;
        Attributes(xml, node, reading, place, path);
        if (xml.IsEmptyElement)
            return;
        string? text = null;
        while (reading.Fault is null && xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text = node is { Leaf: >= 0 } || path is not null ? text + xml.Value : null;
            else if (xml.NodeType == XmlNodeType.Element && node?.Find(xml.LocalName) is { } child)
                Element(xml, child, reading, depth + 1);
            else if (xml.NodeType == XmlNodeType.Element)
                Element(xml, null, reading, depth + 1, place, place < 0 ? null : Join(path, xml.LocalName));
        }
        if (text is not null && node is { Leaf: >= 0 })
            reading.Found(node.Leaf, text.Trim());
        else if (text is not null && path is not null)
            reading.Collect(place, path, text.Trim());
    }

    private static void Attributes(XmlReader xml, ShapeNode? node, ReplyReading reading, int place, string? path)
    {
        if (node is null && place < 0)
            return;
        while (xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI == Declarations)
                continue;
            if (node?.Find(xml.LocalName) is { Leaf: >= 0 } child)
                reading.Found(child.Leaf, xml.Value.Trim());
            else if (place >= 0)
                reading.Collect(place, Join(path, xml.LocalName), xml.Value.Trim());
        }
        xml.MoveToElement();
    }

    private static string Join(string? path, string name) => path is null ? name : $"{path}.{name}";
}
