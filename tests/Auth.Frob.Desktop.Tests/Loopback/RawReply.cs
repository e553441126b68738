using System.Globalization;
using System.Text;

namespace Auth.Frob.Desktop.Tests.Loopback;

/// <summary>What a listener sent on one connection, whole.</summary>
internal sealed record RawReply(string Text)
{
    public bool IsNothing => Text.Length == 0;

    public int Status => int.Parse(Text.AsSpan(9, 3), CultureInfo.InvariantCulture);

    public string Head => Text[..(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2)];

    public string Body => Text[(Text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..]).SingleOrDefault();

    public void ShouldBeWhole() => Encoding.UTF8.GetByteCount(Body).ToString(CultureInfo.InvariantCulture).Should().Be(Header("Content-Length"));
}
