using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A piece of a reply that can be written as XML and as JSON.</summary>
/// <param name="Name">The name of the element, attribute or member.</param>
/// <remarks>In JSON attributes and elements are members alike. Immutable.</remarks>
public sealed record ReplyNode(string Name)
{
    /// <summary>The text; null in a node that has children.</summary>
    public string? Text { get; init; }

    /// <summary>Whether JSON writes the text as a number.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether XML writes the node as an attribute.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>The children; a node with text may have attributes alone, which JSON leaves out.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<ReplyNode> Children { get; init; } = [];

    /// <summary>An element of text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text.</param>
    /// <returns>The node.</returns>
    public static ReplyNode Of(string name, string text) => new(name) { Text = text };

    /// <summary>An element with a whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="number">The number.</param>
    /// <returns>The node.</returns>
    public static ReplyNode Number(string name, int number) =>
        new(name) { Text = number.ToString(CultureInfo.InvariantCulture), IsNumber = true };

    /// <summary>An attribute.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text.</param>
    /// <returns>The node.</returns>
    public static ReplyNode Attribute(string name, string text) => new(name) { Text = text, IsAttribute = true };

    /// <summary>An element with children.</summary>
    /// <param name="name">The name.</param>
    /// <param name="children">The children.</param>
    /// <returns>The node.</returns>
    public static ReplyNode Tree(string name, params IReadOnlyList<ReplyNode> children) => new(name) { Children = children };

    /// <summary>Writes the children of this node as one JSON object; the node's own name is left out.</summary>
    /// <returns>The text.</returns>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteMembers(json, Children);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes this node as an XML element, without a declaration.</summary>
    /// <param name="isIndented">Whether elements stand on lines of their own.</param>
    /// <returns>The text.</returns>
    public string ToXml(bool isIndented = false)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Indent = isIndented, NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(text, settings))
        {
            Write(xml);
        }

        return text.ToString();
    }

    private static void WriteMembers(Utf8JsonWriter json, IReadOnlyList<ReplyNode> members)
    {
        json.WriteStartObject();
        foreach (ReplyNode member in members)
        {
            json.WritePropertyName(member.Name);
            if (member.Text is null)
            {
                WriteMembers(json, member.Children);
            }
            else if (member.IsNumber)
            {
                json.WriteRawValue(member.Text);
            }
            else
            {
                json.WriteStringValue(member.Text);
            }
        }

        json.WriteEndObject();
    }

    private void Write(XmlWriter xml)
    {
        if (IsAttribute)
        {
            xml.WriteAttributeString(Name, Text);
            return;
        }

        xml.WriteStartElement(Name);
        foreach (ReplyNode attribute in Children.Where(child => child.IsAttribute))
        {
            attribute.Write(xml);
        }

        if (Text is not null)
        {
            xml.WriteString(Text);
        }

        foreach (ReplyNode element in Children.Where(child => !child.IsAttribute))
        {
            element.Write(xml);
        }

        xml.WriteEndElement();
    }
}
