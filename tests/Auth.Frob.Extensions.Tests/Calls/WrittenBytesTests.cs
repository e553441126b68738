using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.LastFm;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What the caller wrote travels byte for byte; what is added stands behind it.</summary>
public sealed class WrittenBytesTests : IDisposable
{
    private readonly CallBench _bench = new();

    public static TheoryData<string> Odd => new()
    {
        "a=%c3%a9", "a=%C3%A9", "a=x+y", "a=x%20y", "a=", "a", "a&b=", "a=1&a=1", "a=1&a=2&a=1", "a=%7e~%2d", "a=100%25", "a=%2B%26%3D%23", "a==b", "&&a=1&", "%c3%a9=1", "a[0]=1",
    };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_query_is_kept_byte_for_byte(string odd)
    {
        var key = await _bench.LastFmGrantAsync();
        var request = Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo&{odd}", key);
        var unsigned = request.RequestUri!.PathAndQuery;
        var (reply, body) = await SendAsync(_bench.Signed("lastfm"), request);
        reply.TryGetFrobError(out _).Should().BeFalse(body);
        _bench.Wire.Sent.Single().PathAndQuery.Should().StartWith(unsigned.TrimEnd('&') + "&").And.MatchRegex("&api_key=[^&]+&sk=[^&]+&api_sig=[0-9a-f]{32}$");
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task A_form_is_kept_byte_for_byte(string odd)
    {
        var key = await _bench.LastFmGrantAsync();
        var text = $"method=track.love&{odd}&déjà=vu";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; CHARSET=\"UTF-8\"");
        content.Headers.TryAddWithoutValidation("X-Mine", "kept");
        var (reply, body) = await SendAsync(_bench.Signed("lastfm"), Request(HttpMethod.Post, CallBench.LastFmApi, key, content));
        reply.TryGetFrobError(out _).Should().BeFalse(body);
        var sent = _bench.Wire.Sent.Single();
        sent.Text.Should().StartWith(text + "&api_key=");
        sent.Headers["Content-Type"].Should().Be("application/x-www-form-urlencoded; CHARSET=\"UTF-8\"");
        sent.Headers["X-Mine"].Should().Be("kept");
    }

    [Fact]
    public async Task An_address_that_the_parser_was_told_to_leave_is_left()
    {
        var key = await _bench.LastFmGrantAsync();
        const string Written = $"{CallBench.LastFmApi}?method=user.getInfo&a=%7e%41";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Written, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        await SendAsync(_bench.Signed("lastfm"), request.WithGrant(key));
        _bench.Wire.Sent.Single().PathAndQuery.Should().StartWith("/2.0/?method=user.getInfo&a=%7e%41&api_key=");
    }

    [Fact]
    public async Task A_content_length_is_that_of_the_signed_form()
    {
        var key = await _bench.LastFmGrantAsync();
        var form = Form(("method", "track.love"));
        form.Headers.ContentLength.Should().Be("method=track.love".Length);
        long? announced = null;
        var client = _bench.Signed("lastfm");
        _bench.Wire.Answer = (_, request, _) =>
        {
            announced = request.Content!.Headers.ContentLength;
            return Task.FromResult(new HttpResponseMessage());
        };
        await SendAsync(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, form));
        announced.Should().Be(_bench.Wire.Sent.Single().Body.Length);
    }

    [Fact]
    public async Task A_post_without_a_body_becomes_a_form()
    {
        var key = await _bench.LastFmGrantAsync();
        var (reply, body) = await SendAsync(_bench.Signed("lastfm"), Request(HttpMethod.Post, $"{CallBench.LastFmApi}?method=track.love", key));
        reply.TryGetFrobError(out _).Should().BeFalse(body);
        var sent = _bench.Wire.Sent.Single();
        sent.PathAndQuery.Should().Be("/2.0/?method=track.love");
        sent.Text.Should().StartWith("api_key=");
        sent.Type!.MediaType.Should().Be("application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task A_body_of_another_kind_is_not_signed_and_not_read()
    {
        var key = await _bench.LastFmGrantAsync();
        using var stream = new OnceStream(200_000);
        var content = new StreamContent(stream);
        var client = _bench.Signed("lastfm");
        int? readBefore = null;
        _bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage());
        using var watched = new HttpMessageInvoker(_bench.Handler("lastfm", new Before(() => readBefore = stream.ReadSoFar) { InnerHandler = _bench.Wire }));
        await watched.SendAsync(Request(HttpMethod.Post, $"{CallBench.LastFmApi}?method=track.love", key, content), CancellationToken.None);
        readBefore.Should().Be(0);
        _bench.Wire.Sent.Single().Body.Should().HaveCount(200_000);
        _bench.Wire.Sent.Single().PathAndQuery.Should().Contain("&api_sig=");
        using var json = JsonContent.Create(new { a = 1 });
        await client.SendAsync(Request(HttpMethod.Put, $"{CallBench.LastFmApi}?method=track.love", key, json), CancellationToken.None);
        _bench.Wire.Sent.Last().Text.Should().Be("{\"a\":1}");
    }

    [Fact]
    public async Task The_published_signature_comes_out()
    {
        // lastfm-docs/api-docs, docs/auth/signature.md
        using var clients = new FrobBuilder().AddLastFm(o =>
        {
            (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion) = ("YOUR_API_KEY", "YOUR_SECRET", "Tests", "1.0");
        }).Build();
        var key = await _bench.LastFmGrantAsync();
        var grant = await _bench.GrantOf(key) with { Token = new Secret("YOUR_SESSION_KEY"), KeyPrint = clients["lastfm"].KeyPrint };
        _bench.Store.Keep(key, grant, GrantHealth.Live);
        var wire = new Wire { Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage()) };
        using var client = new HttpMessageInvoker(_bench.Handler("lastfm", wire, clients));
        var form = Form(("method", "track.love"), ("track", "RAINSICK"), ("artist", "KITANO REM"), ("format", "json"));
        await client.SendAsync(Request(HttpMethod.Post, CallBench.LastFmApi, key, form), CancellationToken.None);
        wire.Sent.Single().Text.Should().EndWith("&api_key=YOUR_API_KEY&sk=YOUR_SESSION_KEY&api_sig=800b8884b00c9343d1d425ed271e0f42");
    }

    [Theory]
    [InlineData("odd+&=% é#?/")]
    [InlineData("日本 ~*'()!\"")]
    public async Task A_token_of_any_alphabet_arrives(string token)
    {
        var key = await _bench.LastFmGrantAsync();
        _bench.LastFm.Grants.Issue(new SimulatedGrant(token, CallBench.Key, "bob"));
        _bench.Store.Keep(key, await _bench.GrantOf(key) with { Token = new Secret(token) }, GrantHealth.Live);
        var client = _bench.Signed("lastfm");
        (await SendAsync(client, Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key))).Body.Should().Contain("bob");
        (await SendAsync(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, Form(("method", "user.getInfo"))))).Body.Should().Contain("bob");
        var parts = new MultipartFormDataContent { { new StringContent("user.getInfo"), "method" } };
        (await SendAsync(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, parts))).Body.Should().Contain("bob");
    }

    [Fact]
    public async Task The_request_is_given_back_as_it_was()
    {
        var key = await _bench.IpernityGrantAsync(flow: "oauth");
        var content = Form(("title", "x"));
        var request = Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, content);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Mine", "1"));
        var address = request.RequestUri;
        var client = _bench.Signed("ipernity");
        var reply = await client.SendAsync(request, CancellationToken.None);
        reply.RequestMessage.Should().BeSameAs(request);
        _bench.Wire.Answer = (_, _, _) => throw new HttpRequestException("no");
        await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<HttpRequestException>();
        request.RequestUri.Should().BeSameAs(address);
        request.Content.Should().BeSameAs(content);
        request.Headers.Select(h => h.Key).Should().Equal("User-Agent");
        (await content.ReadAsStringAsync()).Should().Be("title=x");
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("oauth")]
    public async Task A_call_that_is_sent_again_outside_is_signed_anew(string flow)
    {
        var key = await _bench.IpernityGrantAsync(flow: flow);
        var client = _bench.Signed("ipernity", signing => new Twice { InnerHandler = signing });
        // The form comes from a stream that is read once: what was read to be signed can be sent again.
        using var once = new OnceStream(7, bytes: "title=x"u8.ToArray());
        var content = new StreamContent(once) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, content));
        reply.TryGetFrobError(out var error).Should().BeFalse(error?.ToString() + body);
        var sent = _bench.Wire.Sent.ToArray();
        sent.Should().HaveCount(2).And.OnlyContain(call => call.Text.StartsWith("title=x"));
        if (flow == "oauth")
            sent[0].Headers["Authorization"].Should().NotBe(sent[1].Headers["Authorization"]);
        else
            sent.Should().OnlyContain(call => call.Text.Split("api_sig=", StringSplitOptions.None).Length == 2);
    }

    [Fact]
    public void The_vector_is_what_md5_makes_of_its_base_string() =>
        Convert.ToHexStringLower(MD5.HashData("api_keyYOUR_API_KEYartistKITANO REMmethodtrack.loveskYOUR_SESSION_KEYtrackRAINSICKYOUR_SECRET"u8))
            .Should().Be("800b8884b00c9343d1d425ed271e0f42");

    private sealed class Before(Action look) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Twice : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (await base.SendAsync(request, cancellationToken)).Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
