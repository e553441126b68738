using System.Security.Cryptography;
using System.Text;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.SimulatedLastFmBench;

namespace Auth.Frob.LastFm.Tests;

/// <summary>What clients that none of us wrote need of the service, by the number of the case.</summary>
public sealed class SimulatedLastFmInteropTests
{
    private readonly SimulatedLastFmBench _bench = new();
    private readonly SimulatedLastFmBench _strict = new(new SimulatedLastFmOptions { Mode = SimulationMode.Strict });

    [Theory]
    [InlineData("https://ws.audioscrobbler.com/2.0")]
    [InlineData("https://ws.audioscrobbler.com/2.0/")]
    [InlineData("https://somewhere.example/apis/audioscrobbler/2.0/")]
    public async Task S1_The_api_answers_with_and_without_the_trailing_slash(string address)
    {
        SimulatedReply reply = await _bench.GetAsync($"{address}?method=auth.getToken&api_key={Key}&format=json");
        reply.Status.Should().Be(200);
        Json(reply).GetProperty("token").GetString().Should().MatchRegex("^[A-Za-z0-9_-]{32}$");
    }

    [Theory]
    [InlineData("auth.getToken", "", 0)]
    [InlineData("auth.getSession", "token=t", 4)]
    [InlineData("auth.getMobileSession", "username=alice&password=p@ss w0rd", 0)]
    public async Task S2_Get_and_post_are_answered_for_every_method_of_auth(string method, string extra, int code)
    {
        (string, string)[] sent =
        [
            ("method", method), ("api_key", Key), ("format", "json"),
            .. extra.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split('=')[0], pair.Split('=')[1])),
        ];
        sent = [.. sent, ("api_sig", Sign(sent, Secret))];
        Code(await _bench.GetAsync(sent)).Should().Be(code);
        Code(await _bench.PostAsync(_bench.Root, sent)).Should().Be(code);
    }

    [Fact]
    public async Task S2_Strict_refuses_mobile_by_get_and_over_plain_http_but_for_loopback()
    {
        (string, string)[] sent = [("method", "auth.getMobileSession"), ("api_key", Key), ("username", "alice"), ("password", "p@ss w0rd")];
        sent = [.. sent, ("api_sig", Sign(sent, Secret))];
        Code(await _strict.GetAsync(sent)).Should().Be(4);
        Code(await _strict.PostAsync("http://ws.audioscrobbler.com/2.0/", sent)).Should().Be(4);
        Code(await _strict.PostAsync("http://127.0.0.1:5000/2.0/", sent)).Should().Be(0);
        Code(await _strict.PostAsync("https://ws.audioscrobbler.com/2.0/", sent)).Should().Be(0);
    }

    [Fact]
    public async Task S3_Query_and_form_are_merged_and_signed_together()
    {
        (string, string)[] sent = [("method", "auth.getMobileSession"), ("api_key", Key), ("username", "alice"), ("password", "p@ss w0rd")];
        string signature = Sign(sent, Secret);
        SimulatedReply reply = await _bench.PostAsync(
            $"{_bench.Root}?username=alice&format=json", [.. sent.Where(p => p.Item1 != "username"), ("api_sig", signature)]);
        Code(reply).Should().Be(0);
    }

    [Fact]
    public async Task S4_Equal_duplicates_count_once_and_of_different_ones_the_last()
    {
        string signature = Sign([("method", "auth.getToken"), ("api_key", Key)], Secret);
        string end = $"&api_key={Key}&api_key={Key}&api_sig={signature}";
        (await _bench.GetAsync($"{_bench.Root}?method=auth.getToken&method=auth.getToken{end}")).Status.Should().Be(200);
        (await _bench.GetAsync($"{_bench.Root}?method=no.such&method=auth.getToken{end}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task S5_A_signature_may_be_in_capitals()
    {
        string signature = Sign([("method", "auth.getToken"), ("api_key", Key)], Secret).ToUpperInvariant();
        Code(await _bench.GetAsync(("method", "auth.getToken"), ("api_key", Key), ("api_sig", signature))).Should().Be(0);
    }

    [Fact]
    public async Task S6_An_unsigned_getToken_is_answered_unless_the_documentation_rules()
    {
        Code(await _bench.GetAsync(("method", "auth.getToken"), ("api_key", Key))).Should().Be(0);
        Code(await _strict.GetAsync(("method", "auth.getToken"), ("api_key", Key))).Should().Be(13);
    }

    [Theory]
    [InlineData("auth.gettoken")]
    [InlineData("AUTH.GETTOKEN")]
    public async Task S7_Names_of_methods_may_be_in_any_case(string method) => Code(await _bench.CallAsync(method)).Should().Be(0);

    [Theory]
    [InlineData(null, "text/xml", '<')]
    [InlineData("xml", "text/xml", '<')]
    [InlineData("yaml", "text/xml", '<')]
    [InlineData("json", "application/json", '{')]
    public async Task S8_Xml_unless_json_is_asked_for(string? format, string type, char first)
    {
        (string, string)[] more = format is null ? [] : [("format", format)];
        SimulatedReply reply = await _bench.GetAsync([("method", "auth.getToken"), ("api_key", Key), .. more]);
        reply.ContentType.Should().StartWith(type);
        reply.BodyText[0].Should().Be(first);
    }

    [Fact]
    public async Task S8_Strict_knows_the_documented_formats_alone() =>
        Code(await _strict.GetAsync(("method", "auth.getToken"), ("api_key", Key), ("format", "yaml"))).Should().Be(5);

    [Fact]
    public async Task S9_Errors_come_with_400_or_403_and_never_with_401()
    {
        (await _bench.CallAsync("no.such")).Status.Should().Be(400);
        (await _bench.CallAsync("auth.getSession")).Status.Should().Be(400);
        (await _bench.CallAsync("auth.getSession", ("token", "t"))).Status.Should().Be(403);
        (await _bench.CallAsync("auth.getMobileSession", ("username", "alice"), ("password", "no"))).Status.Should().Be(403);
        (await _bench.CallAsAsync(Key, "wrong", "auth.getToken")).Status.Should().Be(400);
        (await _bench.CallAsAsync("nobody", Secret, "auth.getToken")).Status.Should().Be(403);
    }

    [Fact]
    public async Task S10_An_error_in_xml_has_its_text_directly_in_the_element()
    {
        SimulatedReply reply = await _bench.GetAsync(("method", "no.such"));
        reply.BodyText.Should().Be("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<lfm status=\"failed\">"
            + "<error code=\"3\">Invalid Method - No method with that name in this package</error></lfm>");
    }

    [Theory]
    [InlineData("Bob", "Bob")]
    [InlineData("Bob", "bob")]
    [InlineData("BOB", "BOB")]
    [InlineData("BOB", "bob")]
    public async Task S12_Mobile_by_authToken_takes_the_name_as_typed_or_in_lower_case(string typed, string hashed)
    {
        string token = Hex(hashed + Hex("hunter2"));
        SimulatedReply reply = await _bench.CallAsync("auth.getMobileSession", ("username", typed), ("authToken", token));
        Json(reply).GetProperty("session").GetProperty("name").GetString().Should().Be("Bob", "the service's spelling comes back");
        Json(reply).GetProperty("session").GetProperty("subscriber").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("https://www.last.fm/api/auth/?api_key={0}&cb=http%3A%2F%2F127.0.0.1%3A9%2Fcb%3Fx%3D1", "http://127.0.0.1:9/cb?x=1&token=")]
    [InlineData("http://www.last.fm/api/auth?api_key={0}&cb=http://127.0.0.1:9/cb?x=1&y=2", "http://127.0.0.1:9/cb?x=1&token=")]
    [InlineData("https://www.last.fm/api/auth?api_key={0}&callback=lastfmbrowser%3A%2F%2Fauth", "lastfmbrowser://auth?token=")]
    public async Task S13_The_consent_page_answers_with_and_without_a_slash_and_takes_cb_or_callback(string link, string expected)
    {
        var address = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, link, Key));
        (await _bench.GetAsync(address.OriginalString)).BodyText.Should().Contain("Anna &amp; &lt;Bob&gt;");

        SimulatedReply reply = await _bench.PostAsync(address.OriginalString, ("name", "alice"), ("password", "p@ss w0rd"), ("decision", "allow"));

        reply.Status.Should().Be(302);
        reply.Header("Location").Should().StartWith(expected);
    }

    [Fact]
    public async Task S14_Odd_headers_and_empty_members_do_no_harm()
    {
        var request = new SimulatedRequest("POST", new Uri("http://ws.audioscrobbler.com/2.0/?&&"))
        {
            Headers = [new("content-type", "application/x-www-form-urlencoded;charset=UTF-8"), new("TE", "deflate,gzip;q=0.3")],
            Body = Encoding.UTF8.GetBytes($"method=auth.getToken&&api_key={Key}&"),
        };
        Code(await _bench.Service.HandleAsync(request, CancellationToken.None)).Should().Be(0);
    }

    [Fact]
    public async Task S15_Json_is_wrapped_for_a_callback_which_is_not_signed()
    {
        SimulatedReply reply = await _bench.CallAsync("auth.getToken", ("callback", "cb"));
        reply.Status.Should().Be(200);
        reply.BodyText.Should().MatchRegex("""^cb\(\{"token":"[A-Za-z0-9_-]{32}"\}\);$""");
        (await _bench.CallAsync("auth.getToken", ("callback", "alert(1)//"))).BodyText.Should().StartWith("{");
    }

    [Fact]
    public async Task S21_A_signature_in_the_order_of_a_culture_is_refused_with_13()
    {
        (string Name, string Value)[] sent =
        [
            ("a_b", "f"), ("ab", "g"), ("aB", "e"), ("api_key", Key), ("empty", ""), ("method", "track.love"), ("sk", await _bench.SessionAsync()),
            ("track[1]", "a"), ("track[10]", "b"), ("track[2]", "c"), ("Zed", "d"),
        ];
        string culture = Hex(string.Concat(sent.Select(p => p.Name + p.Value)) + Secret);

        Code(await _bench.PostAsync(_bench.Root, [.. sent, ("api_sig", culture)])).Should().Be(13);
        Code(await _bench.PostAsync(_bench.Root, [.. sent, ("api_sig", Sign(sent, Secret))])).Should().Be(0);
    }

    private static string Hex(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
