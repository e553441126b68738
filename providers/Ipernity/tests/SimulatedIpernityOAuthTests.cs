using System.Globalization;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Ipernity.Tests.SimulatedIpernityBench;

namespace Auth.Frob.Ipernity.Tests;

public sealed class SimulatedIpernityOAuthTests
{
    private const string RequestAddress = Site + "/apps/oauth/request";
    private const string AccessAddress = Site + "/apps/oauth/access";
    private const string CheckAddress = Api + "auth.checkToken/json";

    private readonly SimulatedIpernityBench _bench = new();

    public enum Place
    {
        Header,
        Query,
        Body,
    }

    [Theory]
    [InlineData(Place.Header)]
    [InlineData(Place.Query)]
    [InlineData(Place.Body)]
    public async Task The_whole_flow_works_with_the_parameters_in_any_place(Place place)
    {
        SimulatedParameters request = ReadForm(await SendAsync(place, RequestAddress, more: ("oauth_callback", "http://127.0.0.1:9/cb?x=1")));
        string token = request["oauth_token"]!;
        SimulatedReply allowed = await _bench.DecideAsync($"{Site}/apps/oauth/authorize?oauth_token={token}&perm_doc=write", "allow");
        allowed.Header("Location").Should().Be($"http://127.0.0.1:9/cb?x=1&oauth_token={token}");

        SimulatedParameters access = ReadForm(await SendAsync(place, AccessAddress, token, request["oauth_token_secret"]!));
        SimulatedReply check = await SendAsync(place, CheckAddress, access["oauth_token"]!, access["oauth_token_secret"]!);

        Json(check).GetProperty("auth").GetProperty("permissions").GetProperty("doc").GetString().Should().Be("write");
        Json(check).GetProperty("auth").GetProperty("user").GetProperty("username").GetString().Should().Be("Superman");
        Code(await SendAsync(place, AccessAddress, token, request["oauth_token_secret"]!)).Should().Be("107", "a request token is exchanged once");
    }

    [Fact]
    public async Task A_token_nobody_approved_is_not_exchanged_and_refusing_redirects_nowhere()
    {
        SimulatedParameters request = ReadForm(await SendAsync(Place.Header, RequestAddress));
        string link = $"{Site}/apps/oauth/authorize?oauth_token={request["oauth_token"]}&perm_doc=write&oauth_callback=http%3A%2F%2F127.0.0.1%2F";

        (await _bench.GetAsync(link)).BodyText.Should().Contain("<li>doc: write</li>");
        SimulatedReply refused = await _bench.DecideAsync(link, "refuse");

        refused.Header("Location").Should().BeNull();
        Code(await SendAsync(Place.Header, AccessAddress, request["oauth_token"]!, request["oauth_token_secret"]!)).Should().Be("107");
        (await _bench.GetAsync($"{Site}/apps/oauth/authorize?oauth_token=never")).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_frob_is_no_oauth_token()
    {
        string frob = await _bench.FrobAsync();
        (await _bench.GetAsync($"{Site}/apps/oauth/authorize?oauth_token={frob}&perm_doc=read")).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("130", "oauth_version", "2.0")]
    [InlineData("131", "oauth_nonce", "")]
    [InlineData("131", "oauth_timestamp", "")]
    [InlineData("132", "oauth_timestamp", "1")]
    [InlineData("132", "oauth_timestamp", "soon")]
    [InlineData("135", "oauth_signature_method", "RSA-SHA1")]
    [InlineData("101", "oauth_consumer_key", "nobody")]
    public async Task A_request_of_the_wrong_shape_gets_the_documented_code(string code, string name, string value) =>
        Code(await SendAsync(Place.Header, RequestAddress, more: (name, value))).Should().Be(code);

    [Fact]
    public async Task Code_105_when_the_signature_is_wrong() =>
        Code(await SendAsync(Place.Header, RequestAddress, tokenSecret: "wrong")).Should().Be("105");

    [Fact]
    public async Task Code_133_when_a_nonce_comes_twice()
    {
        ReadForm(await SendAsync(Place.Header, RequestAddress, more: ("oauth_nonce", "same")))["oauth_token"].Should().NotBeNull();
        Code(await SendAsync(Place.Header, RequestAddress, more: ("oauth_nonce", "same"))).Should().Be("133");
    }

    [Fact]
    public async Task Code_134_when_the_time_is_before_the_last()
    {
        string past = _bench.Clock.GetUtcNow().AddSeconds(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await SendAsync(Place.Header, RequestAddress);
        Code(await SendAsync(Place.Header, RequestAddress, more: ("oauth_timestamp", past))).Should().Be("134");
    }

    [Fact]
    public async Task Code_107_when_a_token_was_revoked_or_never_given()
    {
        Code(await SendAsync(Place.Header, CheckAddress, "never", "x")).Should().Be("107");
    }

    [Fact]
    public async Task Plain_text_is_taken_over_https_alone()
    {
        (string, string)[] signed = _bench.OAuth("GET", RequestAddress, more: ("oauth_signature_method", "PLAINTEXT"));
        (string, string)[] plain = [.. signed.SkipLast(1), ("oauth_signature", $"{Secret}&")];
        ReadForm(await _bench.GetAsync($"{RequestAddress}?{Form(plain)}"))["oauth_token"].Should().NotBeNull();
        Code(await _bench.GetAsync($"{RequestAddress.Replace("https", "http", StringComparison.Ordinal)}?{Form(plain)}")).Should().Be("135");
    }

    [Theory]
    [InlineData("o1-1", "https://api.twitter.com/oauth/request_token", "MCD8BKwGdgPHvAuvgvz4EQpqDAtx89grbuNMRd7Eh98")]
    [InlineData("o1-2", "https://www.ipernity.com/apps/oauth/request", "0a2b3c4d5e6a7b8d")]
    public void Published_base_strings_and_signatures_come_out(string id, string address, string secret)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Recorded", "vectors", "frob-family.json");
        var vector = System.Text.Json.JsonElement.Parse(File.ReadAllBytes(file)).EnumerateArray()
            .Single(v => v.GetProperty("id").GetString() == id);
        string text = vector.GetProperty("base").GetString()!;
        string[] parts = text.Split('&');
        SimulatedParameters sent = SimulatedParameters.Parse(UrlText.Decode(parts[2]));

        string made = OAuthSignature.BaseString(
            parts[0].ToLowerInvariant(), new Uri(address + "?ignored=1"), sent.All.Reverse().Append(new("oauth_signature", "x")));

        made.Should().Be(text);
        OAuthSignature.HmacSha1(made, secret, "").Should().Be(vector.GetProperty("hmac_sha1_b64").GetString());
    }

    private Task<SimulatedReply> SendAsync(
        Place place, string address, string token = "", string tokenSecret = "", params (string Name, string Value)[] more)
    {
        string verb = place == Place.Query ? "GET" : "POST";
        (string, string)[] signed = _bench.OAuth(verb, address, token, tokenSecret, more);
        return place switch
        {
            Place.Header => _bench.SendAsync(new SimulatedRequest(verb, new Uri(address)) { Headers = [new("Authorization", Header(signed))] }),
            Place.Query => _bench.GetAsync($"{address}?{Form(signed)}"),
            _ => _bench.PostAsync(address, null, signed),
        };
    }
}
