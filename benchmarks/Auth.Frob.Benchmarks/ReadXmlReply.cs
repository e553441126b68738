using System.Xml;
using BenchmarkDotNet.Attributes;

namespace Auth.Frob.Benchmarks;

/// <summary>A session reply in XML, against an XmlReader that is as careful and takes the same strings.</summary>
public class ReadXmlReply : Subject
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 1024 * 1024,
    };

    public override string Name => "session reply, XML";

    public override double? MostTimes => 1.5;

    public override long? MostBytes => null;

    [Benchmark(Baseline = true)]
    public override int Limit()
    {
        using var xml = XmlReader.Create(new MemoryStream(SessionReply.Xml, false), Settings);
        string? key = null, name = null, subscriber = null, inside = null;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
                inside = xml.LocalName;
            else if (xml.NodeType == XmlNodeType.Text && inside == "name")
                name = xml.Value;
            else if (xml.NodeType == XmlNodeType.Text && inside == "key")
                key = xml.Value;
            else if (xml.NodeType == XmlNodeType.Text && inside == "subscriber")
                subscriber = xml.Value;
        }
        return key!.Length + name!.Length + (subscriber == "0" ? 0 : 1);
    }

    [Benchmark]
    public override int Ours() => SessionReply.Read(SessionReply.Xml);
}
