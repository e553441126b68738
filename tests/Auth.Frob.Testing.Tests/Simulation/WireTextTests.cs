using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing.Tests.Simulation;

public sealed class WireTextTests
{
    [Theory]
    [InlineData("a+b%20c", "a b c")]
    [InlineData("%C3%A9%E2%98%83", "é☃")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%4", "%zz%4")]
    [InlineData("%41", "A")]
    public void Encoded_text_is_read(string encoded, string text) => UrlText.Decode(encoded).Should().Be(text);

    [Theory]
    [InlineData("aZ09-._~", "aZ09-._~")]
    [InlineData("é +/&=%", "%C3%A9%20%2B%2F%26%3D%25")]
    [InlineData("😀", "%F0%9F%98%80")]
    public void Text_is_encoded_byte_by_byte_in_capitals(string text, string encoded) => UrlText.Encode(text).Should().Be(encoded);

    [Theory]
    [InlineData("http://h/cb", "http://h/cb?token=a%2Bb")]
    [InlineData("http://h/cb?x=1", "http://h/cb?x=1&token=a%2Bb")]
    [InlineData("http://h/cb#f", "http://h/cb?token=a%2Bb#f")]
    [InlineData("app://auth", "app://auth?token=a%2Bb")]
    public void A_parameter_is_appended_to_a_callback(string callback, string expected) =>
        UrlText.Append(callback, "token", "a+b").Should().Be(expected);

    [Theory]
    [InlineData("http://127.0.0.1:9/cb", true)]
    [InlineData("lastfmbrowser://x", true)]
    [InlineData("/relative", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("http://h/\r\nSet-Cookie: x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_callback_is_absolute_and_no_script(string? text, bool isCallback) => UrlText.IsCallback(text).Should().Be(isCallback);

    [Fact]
    public void Parameters_keep_what_was_sent_and_count_each_name_once()
    {
        SimulatedParameters query = SimulatedParameters.Parse("a=1&&a=1&b=&c");
        SimulatedParameters merged = query.MergedWith(SimulatedParameters.Parse("a=2&"));
        query.All.Should().HaveCount(4);
        query.Values.Should().HaveCount(3);
        query["b"].Should().BeEmpty();
        query.Filled("b").Should().BeNull();
        query["c"].Should().BeEmpty();
        query["A"].Should().BeNull("names are told apart by case");
        merged["a"].Should().Be("2", "the form comes after the query");
    }

    [Fact]
    public void A_form_is_read_only_where_the_body_says_it_is_one()
    {
        SimulatedRequest Request(string? type) => new("POST", new Uri("http://h/"))
        {
            Headers = type is null ? [] : [new("content-type", type)], Body = "a=1"u8.ToArray(),
        };
        Request("application/x-www-form-urlencoded;charset=UTF-8").Form["a"].Should().Be("1");
        Request("Application/X-WWW-Form-Urlencoded").Form["a"].Should().Be("1");
        Request("application/json").Form["a"].Should().BeNull();
        Request(null).Form["a"].Should().BeNull();
    }

    [Fact]
    public void One_tree_is_written_as_json_and_as_xml()
    {
        var tree = ReplyNode.Tree(
            "root", ReplyNode.Attribute("status", "o\"k"), ReplyNode.Tree("in", ReplyNode.Number("n", 7), ReplyNode.Of("t", "x<y&z")));
        tree.ToXml().Should().Be("<root status=\"o&quot;k\"><in><n>7</n><t>x&lt;y&amp;z</t></in></root>");
        System.Text.Json.JsonElement json = System.Text.Json.JsonElement.Parse(tree.ToJson());
        json.GetProperty("status").GetString().Should().Be("o\"k");
        json.GetProperty("in").GetProperty("n").GetInt32().Should().Be(7);
        json.GetProperty("in").GetProperty("t").GetString().Should().Be("x<y&z");
    }

    [Fact]
    public void Tickets_have_the_shape_that_was_asked_for_and_are_never_the_same()
    {
        RandomTicket.Base64Url(32).Should().MatchRegex("^[A-Za-z0-9_-]{32}$").And.NotBe(RandomTicket.Base64Url(32));
        RandomTicket.Hex(40).Should().MatchRegex("^[0-9a-f]{40}$").And.NotBe(RandomTicket.Hex(40));
        RandomTicket.Digits(6).Should().MatchRegex("^[1-9][0-9]{5}$");
    }

    [Fact]
    public void The_base_string_of_the_standard_comes_out()
    {
        SimulatedParameters query = SimulatedParameters.Parse("b5=%3D%253D&a3=a&c%40=&a2=r%20b");
        SimulatedParameters form = SimulatedParameters.Parse("c2&a3=2+q");
        IReadOnlyList<KeyValuePair<string, string>> header = OAuthSignature.ReadHeader(
            "OAuth realm=\"Example\", oauth_consumer_key=\"9djdj82h48djs9d2\", oauth_token=\"kkk9d7dh3k39sjv7\", oauth_signature_method=\"HMAC-SHA1\", "
            + "oauth_timestamp=\"137131201\", oauth_nonce=\"7d8f3e4a\", oauth_signature=\"bYT5CMsGcbgUdFHObYMEfcx6bsw%3D\"");

        // RFC 5849 §3.4.1.1
        OAuthSignature.BaseString("POST", new Uri("http://EXAMPLE.COM:80/request?b5"), [.. header, .. query.All, .. form.All]).Should().Be(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D"
            + "%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201"
            + "%26oauth_token%3Dkkk9d7dh3k39sjv7");
    }

    [Fact]
    public void The_signature_of_the_standard_comes_out()
    {
        // RFC 5849 §1.2, the request for the photo
        SimulatedParameters sent = SimulatedParameters.Parse(
            "file=vacation.jpg&size=original&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&oauth_signature_method=HMAC-SHA1"
            + "&oauth_timestamp=137131202&oauth_nonce=chapoH");
        string text = OAuthSignature.BaseString("GET", new Uri("http://photos.example.net/photos"), sent.All);
        OAuthSignature.HmacSha1(text, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00").Should().Be("MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }
}
