using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What is refused before anything is sent, and what is said then.</summary>
public sealed class RefusedCallsTests : IDisposable
{
    private const string Get = $"{CallBench.LastFmApi}?method=user.getInfo";

    private readonly CallBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_call_in_nobodys_name_is_misuse()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Get);
        await ExpectMisuse("lastfm", request, "*WithGrant*");
    }

    [Fact]
    public async Task A_call_in_the_name_of_another_instances_grant_is_misuse()
    {
        var key = await _bench.IpernityGrantAsync();
        await ExpectMisuse("lastfm", Request(HttpMethod.Get, Get, key), "*a grant of 'ipernity'*");
    }

    [Fact]
    public async Task Without_the_instance_there_is_no_provider_for_the_grant()
    {
        var key = await _bench.LastFmGrantAsync();
        _bench.Clients.Remove("lastfm");
        var refused = await Refused("lastfm", Request(HttpMethod.Get, Get, key));
        refused.Error.Kind.Should().Be(FrobErrorKind.Mismatch);
        refused.Error.Cause.Should().StartWith("no provider for this grant");
        refused.Key.Should().Be(key);
    }

    [Fact]
    public async Task Without_a_grant_there_is_no_request()
    {
        var refused = await Refused("lastfm", Request(HttpMethod.Get, Get, new GrantKey("lastfm", "nobody")));
        refused.Error.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        refused.Error.Cause.Should().Be("no grant is kept for this account");
        refused.Error.Remedy.Should().Contain("sign in");
    }

    [Fact]
    public async Task A_dead_grant_is_not_used_until_a_new_sign_in_clears_the_mark()
    {
        var key = await _bench.LastFmGrantAsync();
        var grant = await _bench.GrantOf(key);
        _bench.Store.Keep(key, grant, GrantHealth.Dead("the service answered 9", _bench.Clock.GetUtcNow()));
        var refused = await Refused("lastfm", Request(HttpMethod.Get, Get, key));
        refused.Error.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        refused.Error.Cause.Should().Contain("the service answered 9").And.Contain("since 20");
        await _bench.Store.PutAsync(key, grant);
        var (reply, _) = await SendAsync(_bench.Signed("lastfm"), Request(HttpMethod.Get, Get, key));
        reply.IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task An_unreadable_grant_is_not_used()
    {
        var key = await _bench.LastFmGrantAsync();
        _bench.Store.Keep(key, null, GrantHealth.Unreadable("the file is cut"));
        var refused = await Refused("lastfm", Request(HttpMethod.Get, Get, key));
        refused.Error.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        refused.Error.Cause.Should().Contain("the file is cut");
    }

    [Theory]
    [InlineData("https://evil.example/2.0/?method=user.getInfo")]
    [InlineData("http://ws.audioscrobbler.com/2.0/?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com:444/2.0/?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com/1.0/?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com/2.0evil/?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com/2.0/../x?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com/2.0/%2e%2E/x?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com/2.0\\..\\x?method=user.getInfo")]
    [InlineData("https://ws.audioscrobbler.com@evil.example/2.0/?method=user.getInfo")]
    public async Task A_token_is_sent_to_the_apis_address_alone(string address)
    {
        var key = await _bench.LastFmGrantAsync();
        await ExpectMisuse("lastfm", Request(HttpMethod.Get, address, key), "*beneath https://ws.audioscrobbler.com/2.0/*");
        // Dots that the parser was told to leave lead elsewhere as well.
        using var raw = new HttpRequestMessage(HttpMethod.Get, new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        await ExpectMisuse("lastfm", raw.WithGrant(key), "*beneath*");
    }

    [Theory]
    [InlineData("https://ws.audioscrobbler.com/2.0?method=user.getInfo")]
    [InlineData("https://WS.audioscrobbler.com:443/2.0/?method=user.getInfo#fragment")]
    public async Task The_apis_address_may_be_spelled_in_another_way(string address)
    {
        var key = await _bench.LastFmGrantAsync();
        var (reply, body) = await SendAsync(_bench.Signed("lastfm"), Request(HttpMethod.Get, address, key));
        reply.IsSuccessStatusCode.Should().BeTrue(body);
    }

    [Fact]
    public async Task A_call_that_needs_more_than_the_grant_allows_is_refused_with_what_is_missing()
    {
        var key = await _bench.IpernityGrantAsync(permissions: Permissions.None.With("doc", PermissionLevel.Read));
        var needed = Permissions.None.With("doc", PermissionLevel.Write).With("blog", PermissionLevel.Read);
        var request = Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key).WithNeeded(needed);
        var refused = await Refused("ipernity", request);
        refused.Error.Kind.Should().Be(FrobErrorKind.InsufficientPermission);
        refused.Error.Cause.Should().Contain("blog=read doc=write");
        refused.Error.Remedy.Should().Contain("ConsentRequest.For(grant, add: ...)");
    }

    [Theory]
    [InlineData("lastfm")]
    [InlineData("ipernity")]
    public async Task What_is_needed_refuses_nothing_where_nobody_said_what_is_granted(string instance)
    {
        var key = instance == "lastfm" ? await _bench.LastFmGrantAsync() : await _bench.IpernityGrantAsync(flow: "oauth");
        var address = instance == "lastfm" ? Get : $"{CallBench.IpernityApi}doc.getList/json";
        var request = Request(HttpMethod.Get, address, key).WithNeeded(Permissions.None.With("doc", PermissionLevel.Delete));
        var (reply, body) = await SendAsync(_bench.Signed(instance), request);
        reply.TryGetFrobError(out _).Should().BeFalse(body);
    }

    [Fact]
    public async Task A_grant_that_another_key_made_is_reported_as_that()
    {
        var key = await _bench.LastFmGrantAsync();
        _bench.Store.Keep(key, await _bench.GrantOf(key) with { KeyPrint = "0123456789ab" }, GrantHealth.Live);
        var refused = await Refused("lastfm", Request(HttpMethod.Get, Get, key));
        refused.Error.Kind.Should().Be(FrobErrorKind.Mismatch);
        refused.Error.Cause.Should().Contain("made with another api key or API address");
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("sk")]
    [InlineData("api_sig")]
    [InlineData("lg")]
    public async Task A_call_that_is_signed_already_is_refused_with_what_to_take_out(string name)
    {
        using var bench = new CallBench(standing: new StandingParameter("lg", "en"));
        var key = await bench.LastFmGrantAsync();
        var byQuery = await MisusedBy(bench, "lastfm", Request(HttpMethod.Get, $"{Get}&{name}=mine", key));
        byQuery.Message.Should().Contain($"take out {name}.").And.NotContain("mine");
        var byForm = await MisusedBy(bench, "lastfm", Request(HttpMethod.Post, CallBench.LastFmApi, key, Form(("method", "track.love"), (name, "mine"))));
        byForm.Message.Should().Contain($"take out {name}.");
        var parts = new MultipartFormDataContent { { new StringContent("track.love"), "method" }, { new StringContent("mine"), name } };
        var byParts = await MisusedBy(bench, "lastfm", Request(HttpMethod.Post, CallBench.LastFmApi, key, parts));
        byParts.Message.Should().Contain($"take out {name}.");
    }

    [Theory]
    [InlineData("auth_token", "desktop")]
    [InlineData("oauth_token", "oauth")]
    [InlineData("oauth_nonce", "oauth")]
    public async Task A_token_that_the_caller_wrote_is_found_whatever_signs(string name, string flow)
    {
        var key = await _bench.IpernityGrantAsync(flow: flow);
        var request = Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json?a=1&{name}=mine&b=2", key);
        (await MisusedBy(_bench, "ipernity", request)).Message.Should().Contain($"take out {name}.");
    }

    [Fact]
    public async Task An_authorization_header_that_the_caller_wrote_is_in_the_way()
    {
        var key = await _bench.IpernityGrantAsync(flow: "oauth");
        var request = Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json", key);
        request.Headers.TryAddWithoutValidation("authorization", "OAuth mine");
        (await MisusedBy(_bench, "ipernity", request)).Message.Should().Contain("take out the header Authorization.");
        request.Headers.NonValidated["Authorization"].ToString().Should().Be("OAuth mine");
    }

    [Theory]
    [InlineData("lastfm", CallBench.LastFmApi, "*write the parameter 'method'*")]
    [InlineData("lastfm", $"{CallBench.LastFmApi}?method=", "*write the parameter 'method'*")]
    [InlineData("ipernity", CallBench.IpernityApi, "*first segment of the path after https://api.ipernity.com/api/*")]
    [InlineData("ipernity", "https://api.ipernity.com/api?method=doc.get", "*first segment of the path*")]
    public async Task A_call_without_a_method_is_refused_with_where_to_write_it(string instance, string address, string message)
    {
        var key = instance == "lastfm" ? await _bench.LastFmGrantAsync() : await _bench.IpernityGrantAsync();
        await ExpectMisuse(instance, Request(HttpMethod.Get, address, key), message);
    }

    [Fact]
    public async Task The_way_that_does_not_wait_sends_nothing_unsigned()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        client.Invoking(c => c.Send(Request(HttpMethod.Get, Get, key), CancellationToken.None)).Should().Throw<FrobUsageException>().WithMessage("*SendAsync*");
        _bench.Wire.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_transport_that_follows_redirects_or_keeps_cookies_is_refused(bool redirects, bool cookies)
    {
        var key = await _bench.LastFmGrantAsync();
        HttpMessageHandler[] transports =
        [
            new SocketsHttpHandler { AllowAutoRedirect = redirects, UseCookies = cookies },
            new HttpClientHandler { AllowAutoRedirect = redirects, UseCookies = cookies },
        ];
        foreach (var transport in transports)
        {
            using var client = new HttpMessageInvoker(_bench.Handler("lastfm", transport));
            await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None))
                .Should().ThrowAsync<FrobUsageException>().WithMessage("*AllowAutoRedirect*");
        }
    }

    [Fact]
    public async Task No_refusal_shows_the_token()
    {
        var key = await _bench.LastFmGrantAsync();
        _bench.Store.Keep(key, await _bench.GrantOf(key) with { Token = new Secret("canary-token") }, GrantHealth.Live);
        var misused = await MisusedBy(_bench, "lastfm", Request(HttpMethod.Get, $"{Get}&sk=canary-token", key));
        misused.ToString().Should().NotContain("canary");
    }

    private Task<FrobUsageException> ExpectMisuse(string instance, HttpRequestMessage request, string message) => MisusedBy(_bench, instance, request, message);

    private static async Task<FrobUsageException> MisusedBy(CallBench bench, string instance, HttpRequestMessage request, string message = "*")
    {
        var (address, content) = (request.RequestUri, request.Content);
        var client = bench.Signed(instance);
        var misused = (await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<FrobUsageException>().WithMessage(message)).Which;
        bench.Wire.Sent.Should().BeEmpty();
        (request.RequestUri, request.Content).Should().Be((address, content));
        return misused;
    }

    private async Task<FrobCallException> Refused(string instance, HttpRequestMessage request)
    {
        var client = _bench.Signed(instance);
        var refused = (await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<FrobCallException>()).Which;
        _bench.Wire.Sent.Should().BeEmpty();
        return refused;
    }
}
