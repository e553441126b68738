using Auth.Frob.Errors;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Replies;

public sealed class GoodRepliesTests : IDisposable
{
    private readonly ReadReply _read = new();

    public void Dispose() => _read.Dispose();

    [Theory]
    [InlineData("""{"session":{"key":"t-1","name":"alice"}}""")]
    [InlineData(" \r\n\t{\"session\":{\"key\":\"t-1\",\"name\":\"alice\"}} \n")]
    [InlineData("\uFEFF{\"session\":{\"key\":\"t-1\",\"name\":\"alice\"}}")]
    [InlineData("""[{"session":{"key":"t-1","name":"alice"}}]""")]
    [InlineData("""{"session":[{"key":"t-1","name":"alice"},{"key":"t-2","name":"bob"}]}""")]
    [InlineData("""{"session":{"key":["t-1","t-2"],"name":["alice"]}}""")]
    [InlineData("""{"other":{"deep":[1,{"x":null}]},"session":{"key":"t-1","key":"t-2","name":"alice"}}""")]
    [InlineData("""{"key":"t-1","session":{"key":"","name":null,"user":{"name":"alice"}}}""")]
    [InlineData("""{"session":{"\u006bey":"\u0074-1","name":"\u0061lice"}}""")]
    [InlineData("<lfm status=\"ok\"><session><name>alice</name><key>t-1</key></session></lfm>")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- hi --><a><session key=\"t-1\" name='alice'/></a>\n<!-- bye -->")]
    [InlineData("  <a><session name=\" alice \"><key>\n  t-1 \n</key></session></a>")]
    [InlineData("<a><session><key><![CDATA[t]]>-<![CDATA[1]]></key><name>&#97;l<![CDATA[ic]]>e</name></session></a>")]
    [InlineData("<x:a xmlns:x='urn:x' xmlns='urn:y'><x:session x:key='t-1'><name>alice</name></x:session></x:a>")]
    [InlineData("<session key='wrong'><session><key/><key>t-1</key><name>alice</name><name>bob</name></session></session>")]
    [InlineData("<?xml version='1.0'?><?pi x?><auth><key>t-1</key><name>alice</name></auth>")]
    [InlineData("key=t-1&name=alice")]
    [InlineData("name=alice&key=t%2D1&key=t-2&other=\r\n")]
    public async Task One_recipe_reads_every_form_by_its_content(string body)
    {
        var grant = await _read.GoodAsync(body);
        grant.Token.Reveal().Should().Be("t-1");
        grant.Account.Name.Should().Be("alice");
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    [InlineData("-12.5e3", "-12.5e3")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"yes\"", "yes")]
    public async Task Scalars_of_JSON_are_kept_as_written(string json, string text) =>
        (await _read.GoodAsync("""{"key":"t","session":{"flag":""" + json + "}}")).Extras.Should().Contain("flag", text);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"a\":1}")]
    public async Task What_is_empty_is_missing(string json) =>
        (await _read.GoodAsync("""{"key":"t","session":{"flag":""" + json + "}}")).Extras.Should().NotContainKey("flag");

    [Theory]
    [InlineData("""{"key":"t","session":{"permissions":{"doc":"write","blog":"read","n":null,"e":""}}}""")]
    [InlineData("""{"key":"t","session":{"perms":{"doc":"write","blog":"read"}}}""")]
    [InlineData("<a><key>t</key><session><permissions doc='write'><blog>read</blog></permissions></session></a>")]
    [InlineData("<a><key>t</key><session><perms xmlns:z='urn:z' doc='write' blog='read'/></session></a>")]
    public async Task Members_beneath_one_of_several_paths_are_permissions(string body) =>
        (await _read.GoodAsync(body)).Permissions.ToString().Should().Be("blog=read doc=write");

    [Theory]
    [InlineData("""{"key":"t","session":{"more":{"a":1,"b":true}}}""")]
    [InlineData("<a><key>t</key><session><more a='1'><b>true</b></more></session></a>")]
    public async Task Members_are_extras_by_their_names(string body) =>
        (await _read.GoodAsync(body)).Extras.Should().BeEquivalentTo(new Dictionary<string, string> { ["more.a"] = "1", ["more.b"] = "true" });

    [Theory]
    [InlineData("""{"key":"t","session":{"extra":{"a":"1","b":{"c":["x","y"],"d":{"e":false}},"n":null}}}""")]
    [InlineData("<a><key>t</key><session><extra a='1'><b><c><i0>-</i0></c><d e='false'/></b></extra></session></a>")]
    public async Task The_rest_is_kept_by_its_path(string body)
    {
        var extras = (await _read.GoodAsync(body)).Extras;
        extras.Should().Contain("extra.a", "1").And.Contain("extra.b.d.e", "false");
        extras.Keys.Should().OnlyContain(static key => key.StartsWith("extra.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lists_in_the_rest_are_numbered() =>
        (await _read.GoodAsync("""{"key":"t","session":{"extra":{"c":["x",{"y":"z"}]}}}""")).Extras
            .Should().Contain("extra.c.0", "x").And.Contain("extra.c.1.y", "z");

    [Fact]
    public async Task Declarations_of_namespaces_are_not_data() =>
        (await _read.GoodAsync("<a><key>t</key><session><extra xmlns='urn:y'><b xmlns:x='urn:x' x:c='1'/></extra></session></a>")).Extras
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["extra.b.c"] = "1" });

    [Fact]
    public async Task A_namespace_called_like_a_value_is_none()
    {
        var grant = await _read.GoodAsync("<a xmlns:key='urn:x' xmlns:flag='urn:y'><key>t-1</key><session xmlns:flag='urn:z'/></a>");
        grant.Token.Reveal().Should().Be("t-1");
        grant.Extras.Should().BeEmpty();
    }

    [Fact]
    public async Task Text_keeps_its_characters()
    {
        (await _read.GoodAsync("""{"key":"t","name":"\uD83D\uDE00 é\n\"x\""}""")).Account.Name.Should().Be("\U0001F600 é\n\"x\"");
        (await _read.GoodAsync("<a><key>t&amp;&#x1F600;</key></a>")).Token.Reveal().Should().Be("t&\U0001F600");
        (await _read.GoodAsync("key=a%2Bb+%C3%A9".Replace('+', '_'))).Token.Reveal().Should().Be("a+b_é");
    }

    [Fact]
    public async Task A_reply_of_a_mebibyte_and_64_levels_is_still_read()
    {
        var head = """{"session":{"key":"t-1"},"x":"}"""[..^1];
        var body = head + new string('x', (1024 * 1024) - head.Length - 2) + "\"}";
        (await _read.GoodAsync(body)).Token.Reveal().Should().Be("t-1");
        var json = """{"key":"t-1","x":""" + new string('[', 63) + new string(']', 63) + "}";
        (await _read.GoodAsync(json)).Token.Reveal().Should().Be("t-1");
        var xml = "<a><key>t-1</key>" + Repeat("<b>", 63) + Repeat("</b>", 63) + "</a>";
        (await _read.GoodAsync(xml)).Token.Reveal().Should().Be("t-1");
    }

    [Fact]
    public async Task An_empty_token_can_mean_that_the_service_waits()
    {
        var waits = Tiny.Direct with
        {
            Exchange = [Tiny.Direct.Exchange[0] with { WhenMissing = FrobErrorKind.Pending }],
        };
        using var bench = new Bench(Tiny.Provider with { Flows = [waits] });
        (await bench.FailAsync("""{"session":{"key":""}}""")).Kind.Should().Be(FrobErrorKind.Pending);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
