using System.Runtime.InteropServices;
using System.Text;
using System.Xml;
using ShapeNode = Auth.Frob.Replies.ReplyShape.ShapeNode;

namespace Auth.Frob.Replies;

/// <summary>Walks XML along the shape's tree: the root is dropped, an attribute is a member, text is trimmed, CDATA joined.</summary>
internal static class XmlReplies
{
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
        if (LooksLikeHtml(body.Span))
        {
            reading.Fail("the reply is an HTML page");
            return;
        }
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
            while (xml.Read() && reading.Fault is null)
            {
            }
        }
        catch (XmlException)
        {
            reading.Fail(body.Span.IndexOf("<!DOCTYPE"u8) >= 0 ? "the XML has a DTD" : "the XML breaks off or is broken");
        }
    }

    private static void Element(XmlReader xml, ShapeNode? node, ReplyReading reading, int depth)
    {
        if (depth > ReplyReader.MaxDepth)
        {
            reading.Fail("the reply is deeper than 64 levels");
            return;
        }
        if (node is not null)
            Attributes(xml, node, reading);
        if (xml.IsEmptyElement)
            return;
        string? text = null;
        while (reading.Fault is null && xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
                Child(xml, node, reading, depth);
            else if (node is { Leaf: >= 0 } && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text = text is null ? xml.Value : text + xml.Value;
        }
        if (text is not null && node is not null)
            reading.Found(node.Leaf, text.Trim());
    }

    private static void Child(XmlReader xml, ShapeNode? node, ReplyReading reading, int depth)
    {
        var child = node is null ? null : Find(xml, node);
        if (child is null && node is { Collects: true })
            Collect(xml, node, xml.LocalName, reading, depth + 1);
        else
            Element(xml, child, reading, depth + 1);
    }

    private static void Attributes(XmlReader xml, ShapeNode node, ReplyReading reading)
    {
        if (!xml.MoveToFirstAttribute())
            return;
        do
        {
            if (Find(xml, node) is { Leaf: >= 0 } child)
                reading.Found(child.Leaf, xml.Value.Trim());
            else if (node.Collects && !IsDeclaration(xml))
                reading.Collect(node.Members >= 0 ? node.Members : node.Rest, xml.LocalName, xml.Value.Trim());
        }
        while (xml.MoveToNextAttribute());
        xml.MoveToElement();
    }

    private static void Collect(XmlReader xml, ShapeNode node, string path, ReplyReading reading, int depth)
    {
        if (depth > ReplyReader.MaxDepth)
        {
            reading.Fail("the reply is deeper than 64 levels");
            return;
        }
        var place = node.Members >= 0 ? node.Members : node.Rest;
        if (node.Rest >= 0 && xml.MoveToFirstAttribute())
        {
            do
            {
                if (!IsDeclaration(xml))
                    reading.Collect(place, $"{path}.{xml.LocalName}", xml.Value.Trim());
            }
            while (xml.MoveToNextAttribute());
            xml.MoveToElement();
        }
        if (xml.IsEmptyElement)
            return;
        var text = new StringBuilder();
        while (reading.Fault is null && xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType == XmlNodeType.Element)
                Collect(xml, node, $"{path}.{xml.LocalName}", reading, depth + 1);
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text.Append(xml.Value);
        }
        reading.Collect(place, path, text.ToString().Trim());
    }

    private static bool IsDeclaration(XmlReader xml) => xml.Name == "xmlns" || xml.Prefix == "xmlns";

    private static ShapeNode? Find(XmlReader xml, ShapeNode node) => node.Find(xml.LocalName);

    private static bool LooksLikeHtml(ReadOnlySpan<byte> body)
    {
        Span<char> start = stackalloc char[Math.Min(body.Length, 15)];
        Encoding.Latin1.GetChars(body[..start.Length], start);
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
