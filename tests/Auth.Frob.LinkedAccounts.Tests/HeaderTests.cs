using System.Net;

namespace Auth.Frob.LinkedAccounts.Tests;

/// <summary>What the site forbids, asked without a browser.</summary>
public sealed class HeaderTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private RunningSite _site = null!;

    public async Task InitializeAsync() => _site = await RunningSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/site.css")]
    [InlineData("/signin-lastfm?token=x")]
    [InlineData("/outcome?fault=Expired")]
    public async Task Every_answer_forbids_what_the_site_does_not_need(string path)
    {
        using var reply = await _http.GetAsync(new Uri(_site.Address, path));
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'").And.Contain("base-uri 'none'");
        policy.Should().NotContain("unsafe").And.NotContain("script-src");
        reply.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        reply.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        reply.Headers.Contains("Server").Should().BeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/signout")]
    public async Task A_change_without_the_forms_token_is_refused(string path)
    {
        using var reply = await _http.PostAsync(new Uri(_site.Address, path), new FormUrlEncodedContent([]));
        reply.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/links/lastfm")]
    [InlineData("/links/lastfm/remove")]
    [InlineData("/accounts?handler=Verify")]
    public async Task Nobody_who_is_not_signed_in_changes_anything(string path)
    {
        using var reply = await _http.PostAsync(new Uri(_site.Address, path), new FormUrlEncodedContent([]));
        reply.StatusCode.Should().Be(HttpStatusCode.Redirect);
        reply.Headers.Location!.AbsolutePath.Should().Be("/");
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _site.Address) { Headers = { Host = "accounts.example" } };
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var reply = await _http.SendAsync(request);
        reply.Headers.Contains("Strict-Transport-Security").Should().BeTrue();
    }

    [Fact]
    public async Task The_site_says_that_it_is_well() =>
        (await _http.GetStringAsync(new Uri(_site.Address, "/health"))).Should().Be("Healthy");
}
