using System.Net;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Replies;

public sealed class BadRepliesTests : IDisposable
{
    private const string Json = """{"session":{"name":"al\u00efce","flag":true,"more":{"n":[1,2.5e3,null]},"key":"t-0123456789"}}""";
    private const string Xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a status=\"ok\"><session id='7'><name>al&#239;ce</name><!-- c --><key><![CDATA[t-0123]]>456789</key></session></a>";

    private readonly ReadReply _read = new();

    public void Dispose() => _read.Dispose();

    [Theory]
    [InlineData("", "the reply is empty")]
    [InlineData(" \r\n ", "the reply is empty")]
    [InlineData("\uFEFF", "the reply is empty")]
    [InlineData("<!DOCTYPE html><html><body>key=t</body></html>", "the reply is an HTML page")]
    [InlineData("<!doctype HTML>", "the reply is an HTML page")]
    [InlineData("<html><key>t-1</key></html>", "the reply is an HTML page")]
    [InlineData("<?xml version='1.0'?><HTML><key>t-1</key></HTML>", "the reply is an HTML page")]
    [InlineData("Service temporarily unavailable", "the reply is neither JSON, XML nor a form")]
    [InlineData("PHP Warning: x{\"session\":{\"key\":\"t-1\"}}", "the reply is neither JSON, XML nor a form")]
    [InlineData("key=t 1", "the reply is neither JSON, XML nor a form")]
    [InlineData("key=t&", "the reply is neither JSON, XML nor a form")]
    [InlineData("key=t&=x", "the reply is neither JSON, XML nor a form")]
    [InlineData("key=t&x y=z", "the reply is neither JSON, XML nor a form")]
    [InlineData("\"key\"", "the reply is neither JSON, XML nor a form")]
    [InlineData("{\"session\":{\"key\":\"t-1\"}}}", "the JSON breaks off or is broken*")]
    [InlineData("{\"session\":{\"key\":\"t-1\"}} <br>", "the JSON breaks off or is broken*")]
    [InlineData("{\"session\":{\"key\":\"t-1\",}}", "the JSON breaks off or is broken*")]
    [InlineData("{\"session\":{\"key\":\"\\uD800\"}}", "the JSON holds text that is not Unicode")]
    [InlineData("{\"\\uD800\":1,\"session\":{\"key\":\"t-1\"}}", "the JSON holds text that is not Unicode")]
    [InlineData("<a><key>t-1</key>", "the XML breaks off or is broken")]
    [InlineData("<a><key>t-1</b></a>", "the XML breaks off or is broken")]
    [InlineData("<a><key>t-1</key></a><b/>", "the XML breaks off or is broken")]
    [InlineData("<a><key>t-1</key></a> text", "the XML breaks off or is broken")]
    [InlineData("<a><key>t&nbsp;1</key></a>", "the XML breaks off or is broken")]
    [InlineData("<a><key>&#0;</key></a>", "the XML breaks off or is broken")]
    [InlineData("<?xml version='1.0' encoding='utf-7'?><a><key>t</key></a>", "the XML breaks off or is broken")]
    [InlineData("<?xml version='1.0' encoding='no-such'?><a><key>t</key></a>", "the XML breaks off or is broken")]
    [InlineData("<!DOCTYPE a [<!ENTITY e \"t\">]><a><key>&e;</key></a>", "the XML has a DTD")]
    public async Task What_cannot_be_read_is_malformed_with_its_first_cause(string body, string cause)
    {
        var error = await _read.BadAsync(body);
        error.Kind.Should().Be(FrobErrorKind.Malformed);
        error.Cause.Should().Match(cause);
        error.Spent.Should().Be(Spent.Unknown);
    }

    [Theory]
    [InlineData("{}", "the reply has no token")]
    [InlineData("[]", "the reply has no token")]
    [InlineData("{\"session\":{\"key\":\"\"}}", "the reply has no token")]
    [InlineData("{\"session\":{\"key\":\"a b\"}}", "the token holds white space or a control character")]
    [InlineData("{\"session\":{\"key\":\" t\"}}", "the token holds white space or a control character")]
    [InlineData("{\"session\":{\"key\":\"t\\u0000\"}}", "the token holds white space or a control character")]
    [InlineData("{\"session\":{\"key\":\"t\\u00a0\"}}", "the token holds white space or a control character")]
    [InlineData("{\"session\":{\"key\":\"t\\u007f\"}}", "the token holds white space or a control character")]
    [InlineData("{\"key\":\"t\",\"secret\":\"a\\nb\"}", "the tokenSecret holds white space or a control character")]
    [InlineData("key=t%0a", "the token holds white space or a control character")]
    [InlineData("<a><key>t\tt</key></a>", "the token holds white space or a control character")]
    [InlineData("<a/>", "the reply has no token")]
    public async Task A_token_that_is_not_there_or_not_clean_is_malformed(string body, string cause)
    {
        var error = await _read.BadAsync(body);
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, cause));
    }

    [Theory]
    [InlineData("<!DOCTYPE a SYSTEM \"{0}\"><a><key>t</key></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY e SYSTEM \"{0}\">]><a><key>&e;</key></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY % e SYSTEM \"{0}\"> %e;]><a><key>t</key></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><a><key>&c;{0}</key></a>")]
    public async Task No_entity_is_resolved(string xml)
    {
        using var listener = new HttpListenerOnLoopback();
        var error = await _read.BadAsync(xml.Replace("{0}", listener.Address.AbsoluteUri, StringComparison.Ordinal));
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, "the XML has a DTD"));
        listener.WasAsked.Should().BeFalse();
    }

    [Fact]
    public async Task More_than_64_levels_are_refused()
    {
        foreach (var levels in new[] { 65, 500, 100_000 })
        {
            (await _read.BadAsync("""{"key":"t","x":""" + new string('[', levels) + new string(']', levels) + "}")).Cause.Should().Be("the reply is deeper than 64 levels");
            (await _read.BadAsync("""{"key":"t","session":{"extra":""" + Repeat("{\"a\":", levels) + "1" + new string('}', levels) + "}}")).Cause.Should().Be("the reply is deeper than 64 levels");
            (await _read.BadAsync("<a><key>t</key>" + Repeat("<b>", levels) + Repeat("</b>", levels) + "</a>")).Cause.Should().Be("the reply is deeper than 64 levels");
            (await _read.BadAsync("<a><key>t</key><session><extra>" + Repeat("<b>", levels) + Repeat("</b>", levels) + "</extra></session></a>"))
                .Cause.Should().Be("the reply is deeper than 64 levels");
        }
    }

    [Theory]
    [InlineData("<key>t</key>", "")]
    [InlineData("<key>t</key><session>", "</session>")]
    [InlineData("<key>t</key><session><extra>", "</extra></session>")]
    public async Task XML_of_65_levels_is_one_too_deep_and_of_64_is_not(string head, string tail)
    {
        // The root is one, and so is each element that is open in the head.
        var above = 1 + tail.Count(static c => c == '<');
        string Body(int levels) => $"<a>{head}{Repeat("<b>", levels - above)}{Repeat("</b>", levels - above)}{tail}</a>";
        (await _read.GoodAsync(Body(64))).Token.Reveal().Should().Be("t");
        (await _read.BadAsync(Body(65))).Cause.Should().Be("the reply is deeper than 64 levels");
    }

    [Fact]
    public async Task A_namespace_called_frob_is_no_frob()
    {
        using var bench = new Bench();
        bench.Transport.Reply("<rsp xmlns:frob='urn:x'><x/></rsp>");
        var error = (await bench.Client.BeginAsync(new ConsentRequest())).Error!;
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, "the reply has no frob"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_a_mebibyte_is_not_read(bool saysItsLength)
    {
        var stream = new CountedStream(2 * 1024 * 1024, """{"session":{"key":"t-1"},"x":""");
        using var bench = new Bench();
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream) };
        if (saysItsLength)
            response.Content.Headers.ContentLength = stream.Size;
        var error = (await bench.SignInAsync(response)).Error!;
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, "the reply is larger than 1 MiB"));
        stream.Given.Should().BeLessThanOrEqualTo(saysItsLength ? 0 : (1024 * 1024) + 1);
    }

    [Fact]
    public async Task What_is_not_UTF8_is_refused()
    {
        foreach (var bytes in new byte[][] { [.. ReadReply.Utf8("{\"key\":\"t"), 0xE9, .. ReadReply.Utf8("\"}")], [0xFF, 0xFE, 0x7B, 0x00], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80] })
            (await _read.BadAsync(bytes)).Cause.Should().Be("the reply is not UTF-8");
        (await _read.BadAsync(Encoding.Unicode.GetBytes("{\"key\":\"t\"}"))).Kind.Should().Be(FrobErrorKind.Malformed);
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Xml)]
    public async Task A_reply_that_is_cut_anywhere_gives_no_token(string body)
    {
        var bytes = ReadReply.Utf8(body);
        (await _read.GoodAsync(body)).Token.Reveal().Should().Be("t-0123456789");
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = await _read.BadAsync(bytes[..length]);
            error.Kind.Should().Be(FrobErrorKind.Malformed, "it was cut at byte {0}", length);
        }
    }

    [Theory]
    [InlineData(Json, 1)]
    [InlineData(Xml, 2)]
    [InlineData("key=t-0123456789&name=al%C3%AFce", 3)]
    [InlineData("", 4)]
    public async Task Random_and_mutated_replies_never_throw(string body, ulong seed)
    {
        var dice = new Dice(seed);
        for (var round = 0; round < 2000; round++)
        {
            var result = await _read.AnyAsync(Mutated(body, dice));
            (result.Succeeded ? result.Value!.Token.Reveal().Length : result.Error!.Cause?.Length ?? result.Error.Code!.Length).Should().BePositive();
        }
    }

    private static byte[] Mutated(string body, Dice dice)
    {
        const string Interesting = "{}[]<>/\"'&;=\\u%!-?:, \0\t";
        var bytes = new List<byte>(ReadReply.Utf8(body));
        for (var changes = 1 + dice.Next(body.Length == 0 ? 200 : 6); changes > 0; changes--)
        {
            var at = dice.Next(bytes.Count + 1);
            var value = dice.Next(2) == 0 ? (byte)dice.Next(256) : (byte)Interesting[dice.Next(Interesting.Length)];
            if (at == bytes.Count || dice.Next(3) == 0)
                bytes.Insert(at, value);
            else if (dice.Next(2) == 0)
                bytes[at] = value;
            else
                bytes.RemoveRange(at, Math.Min(dice.Next(8), bytes.Count - at));
        }
        return [.. bytes];
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
