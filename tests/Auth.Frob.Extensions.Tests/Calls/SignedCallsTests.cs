using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>Calls that the simulated services take: in both formats, by every flow.</summary>
public sealed class SignedCallsTests
{
    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_get_is_signed_in_its_query(string format)
    {
        using var bench = new CallBench(format);
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var request = Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo&format={format}", key);
        var (reply, body) = await SendAsync(client, request);
        ((int)reply.StatusCode).Should().Be(200, body);
        body.Should().Contain("alice");
        reply.TryGetFrobError(out _).Should().BeFalse();
        bench.Wire.Sent.Single().PathAndQuery.Should().Contain("&api_key=").And.Contain("&sk=").And.Contain("&api_sig=");
        bench.Wire.Sent.Single().Body.Should().BeEmpty();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_form_is_signed_in_its_body(string format)
    {
        using var bench = new CallBench(format);
        var key = await bench.LastFmGrantAsync();
        var request = Request(HttpMethod.Post, CallBench.LastFmApi, key, Form(("method", "track.love"), ("artist", "Sigur Rós"), ("track", "Hoppípolla & more")));
        var (reply, body) = await SendAsync(bench.Signed("lastfm"), request);
        ((int)reply.StatusCode).Should().Be(200, body);
        bench.Wire.Sent.Single().PathAndQuery.Should().Be("/2.0/");
        bench.Wire.Sent.Single().Text.Should().StartWith("method=track.love&artist=Sigur+R%C3%B3s").And.Contain("&sk=");
    }

    [Theory]
    [InlineData("json", "desktop")]
    [InlineData("xml", "desktop")]
    [InlineData("json", "oauth")]
    [InlineData("xml", "oauth")]
    public async Task A_method_in_the_path_is_signed_by_every_flow(string format, string flow)
    {
        using var bench = new CallBench(format);
        var key = await bench.IpernityGrantAsync(flow: flow);
        var client = bench.Signed("ipernity");
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/{format}?title=%c3%a9t%C3%A9+1", key));
        reply.TryGetFrobError(out var error).Should().BeFalse(error?.ToString());
        body.Should().Contain("ok");
        var post = Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/{format}", key, Form(("doc_id", "1"), ("title", "déjà vu ~*'()!")));
        var (set, done) = await SendAsync(client, post);
        set.TryGetFrobError(out error).Should().BeFalse(error?.ToString());
        done.Should().Contain("ok");
        bench.Wire.Sent.Should().HaveCount(2);
        bench.Wire.Sent.Last().Headers.ContainsKey("Authorization").Should().Be(flow == "oauth");
    }

    internal static FormUrlEncodedContent Form(params (string Name, string Value)[] parameters) =>
        new(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)));

    internal static HttpRequestMessage Request(HttpMethod method, string address, GrantKey key, HttpContent? content = null) =>
        new HttpRequestMessage(method, address) { Content = content }.WithGrant(key);

    internal static async Task<(HttpResponseMessage Reply, string Body)> SendAsync(HttpMessageInvoker client, HttpRequestMessage request)
    {
        var reply = await client.SendAsync(request, CancellationToken.None);
        return (reply, await reply.Content.ReadAsStringAsync());
    }
}
