using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Providers.Tests;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Ipernity.Tests.SimulatedIpernityBench;

namespace Auth.Frob.Ipernity.Tests;

public sealed class SimulatedIpernityClientsTests
{
    private readonly SimulatedIpernityBench _bench = new();

    [Theory]
    [MemberData(nameof(RecordedRequest.Of), "ipernity", MemberType = typeof(RecordedRequest))]
    public async Task Every_recorded_client_gets_the_answer_that_it_needs(string file, int line)
    {
        RecordedRequest recorded = RecordedRequest.Find(file, line);
        _bench.Service.Frobs.Issue("12345-a0b1c2d3", Key, SimulatedIpernity.FrobLife);
        _bench.Service.Frobs.TryApprove("12345-a0b1c2d3", "Superman");
        _bench.Service.Grants.Issue(new SimulatedGrant("12345-a0b1c2d3e4f5", Key, "Superman"));

        SimulatedReply reply = await _bench.SendAsync(recorded.ToRequest());

        SimulatedReply expected = SimulatedReply.Text(200, null, recorded.AnsweredBody);
        reply.Status.Should().Be(200);
        Code(reply).Should().Be(Code(expected));
        reply.BodyText[0].Should().Be(recorded.AnsweredBody[0], "the format is the one that was asked for");
        Shape(reply).Should().Contain(Shape(expected));
    }

    [Theory]
    [InlineData("GET", "json")]
    [InlineData("POST", "json")]
    [InlineData("GET", "xml")]
    [InlineData("POST", "xml")]
    public async Task S16_Get_and_post_json_and_xml_answer_with_numbers_as_strings_and_http_200(string verb, string format)
    {
        string query = Form([("api_key", Key), ("api_sig", Sign("auth.getFrob" + Secret, [("api_key", Key)]))]);
        SimulatedReply reply = verb == "GET"
            ? await _bench.GetAsync($"{Api}auth.getFrob/{format}?{query}")
            : await _bench.CallAsync("auth.getFrob", format, []);
        SimulatedReply failure = await _bench.CallAsync("auth.getToken", format, [("frob", "bad")]);

        Code(reply).Should().BeEmpty();
        Code(failure).Should().Be("2");
        failure.Status.Should().Be(200);
        if (format == "json")
        {
            Json(reply).GetProperty("api").GetProperty("at").GetString().Should().Be("1767225600");
            reply.ContentType.Should().StartWith("application/json");
        }
        else
        {
            Xml(reply).Attribute("at")!.Value.Should().Be("1767225600");
            Xml(reply).Element("auth")!.Element("frob")!.Value.Should().NotBeEmpty();
            reply.ContentType.Should().StartWith("text/xml");
        }
    }

    [Fact]
    public async Task Json_is_the_format_where_the_suffix_is_missing()
    {
        (string, string)[] sent = [("api_key", Key)];
        SimulatedReply reply = await _bench.PostAsync($"{Api}auth.getFrob", null, [.. sent, ("api_sig", Sign("auth.getFrob" + Secret, sent))]);
        Json(reply).GetProperty("auth").GetProperty("frob").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task S17_A_stale_auth_token_on_getToken_is_signed_and_does_no_harm()
    {
        string frob = await _bench.FrobAsync();
        await _bench.DecideAsync(Link(("frob", frob), ("perm_doc", "write")), "allow");

        SimulatedReply reply = await _bench.CallAsync("auth.getToken", ("frob", frob), ("auth_token", "stale"));

        Code(reply).Should().BeEmpty();
    }

    [Fact]
    public async Task S18_A_link_is_signed_without_a_method_and_may_have_further_parameters()
    {
        string frob = await _bench.FrobAsync();
        string link = Link(("frob", frob), ("perm_doc", "write"), ("api_secret", Secret), ("lg", "en"));

        (await _bench.GetAsync(link)).Status.Should().Be(200);
        (await _bench.DecideAsync(link, "allow")).Status.Should().Be(200);

        _bench.Service.Frobs.State(frob).Should().Be(FrobState.Approved);
    }

    [Fact]
    public async Task S18_A_link_that_is_signed_with_the_method_is_refused()
    {
        (string, string)[] sent = [("api_key", Key), ("perm_doc", "write")];
        string link = $"{Site}/apps/authorize?{Form([.. sent, ("api_sig", Sign("auth.getFrob" + Secret, sent))])}";
        (await _bench.GetAsync(link)).Status.Should().Be(403);
    }

    // Every member and attribute by its path, the values left out: what a client must find.
    private static string[] Shape(SimulatedReply reply) => reply.BodyText[0] == '<'
        ? [.. Xml(reply).DescendantsAndSelf().SelectMany(e => e.Attributes().Select(a => $"{e.Name}@{a.Name}").Append($"{e.Name}"))]
        : [.. Json(reply).EnumerateObject().SelectMany(Paths)];

    private static IEnumerable<string> Paths(System.Text.Json.JsonProperty member) =>
        member.Value.ValueKind == System.Text.Json.JsonValueKind.Object
        ? member.Value.EnumerateObject().SelectMany(Paths).Select(path => $"{member.Name}.{path}")
        : [$"{member.Name}:{member.Value.ValueKind}"];
}
