using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.SimulatedLastFmBench;

namespace Auth.Frob.LastFm.Tests;

public sealed class SimulatedLastFmConsentTests
{
    private const string Page = "https://www.last.fm/api/auth/";
    private readonly SimulatedLastFmBench _bench = new();

    [Fact]
    public async Task The_page_is_a_form_with_both_buttons_and_what_must_be_posted_back()
    {
        string token = await _bench.TokenAsync();
        SimulatedReply reply = await _bench.GetAsync($"{Page}?api_key={Key}&token={token}");
        reply.Status.Should().Be(200);
        reply.ContentType.Should().StartWith("text/html");
        reply.BodyText.Should().Contain("<form method=\"post\" action=\"/api/auth/\">")
            .And.Contain($"<input type=\"hidden\" name=\"token\" value=\"{token}\">").And.Contain($"name=\"api_key\" value=\"{Key}\"")
            .And.Contain("name=\"name\"").And.Contain("name=\"password\"")
            .And.Contain("<button type=\"submit\" name=\"decision\" value=\"allow\">")
            .And.Contain("<button type=\"submit\" name=\"decision\" value=\"refuse\">");
    }

    [Fact]
    public async Task What_a_link_carries_is_encoded_on_the_page()
    {
        string page = (await _bench.GetAsync($"{Page}?api_key={Key}&cb={Uri.EscapeDataString("http://h/?\"><script>alert(1)</script>")}")).BodyText;
        page.Should().NotContain("<script>").And.Contain("value=\"http://h/?&quot;&gt;&lt;script&gt;");
    }

    [Fact]
    public async Task Allowing_a_desktop_token_shows_a_page_and_approves_it()
    {
        string token = await _bench.TokenAsync();
        SimulatedReply reply = await DecideAsync("allow", ("token", token));
        reply.Status.Should().Be(200);
        reply.Header("Location").Should().BeNull();
        _bench.Service.Frobs.State(token).Should().Be(FrobState.Approved);
        (await DecideAsync("allow", ("token", token))).Status.Should().Be(400, "it was answered before");
    }

    [Fact]
    public async Task Allowing_without_a_token_mints_one_for_the_callback()
    {
        SimulatedReply reply = await DecideAsync("allow", ("cb", "https://site.example/back"));
        reply.Status.Should().Be(302);
        string location = reply.Header("Location")!;
        location.Should().StartWith("https://site.example/back?token=");
        Code(await _bench.CallAsync("auth.getSession", ("token", location[(location.IndexOf('=', StringComparison.Ordinal) + 1)..]))).Should().Be(0);
    }

    [Fact]
    public async Task A_query_and_a_fragment_of_the_callback_survive()
    {
        (await DecideAsync("allow", ("cb", "https://site.example/back?state=n%201#top"))).Header("Location")
            .Should().MatchRegex("^https://site\\.example/back\\?state=n%201&token=[A-Za-z0-9_-]{32}#top$");
    }

    [Fact]
    public async Task The_registered_callback_is_used_where_the_link_has_none()
    {
        _bench.Service.Accounts.Put(new SimulatedApp(Key, Secret) { Callback = "https://registered.example/" });
        (await DecideAsync("allow")).Header("Location").Should().StartWith("https://registered.example/?token=");
        (await DecideAsync("allow", ("cb", "https://other.example/"))).Header("Location").Should().StartWith("https://other.example/?token=");
    }

    [Fact]
    public async Task Refusing_shows_a_page_leaves_the_token_unapproved_and_redirects_nowhere()
    {
        string token = await _bench.TokenAsync();
        SimulatedReply desktop = await DecideAsync("refuse", ("token", token));
        SimulatedReply web = await DecideAsync("refuse", ("cb", "https://site.example/back"));
        foreach (SimulatedReply reply in new[] { desktop, web })
        {
            reply.Status.Should().Be(200);
            reply.Header("Location").Should().BeNull();
        }

        Code(await _bench.CallAsync("auth.getSession", ("token", token))).Should().Be(14);
    }

    [Theory]
    [InlineData("allow", "wrong", 200, "Name or password is wrong.")]
    [InlineData("perhaps", "p@ss w0rd", 400, "Please choose")]
    public async Task Anything_else_shows_the_page_again(string decision, string password, int status, string notice)
    {
        string token = await _bench.TokenAsync();
        SimulatedReply reply = await _bench.PostAsync(
            Page, ("api_key", Key), ("token", token), ("name", "alice"), ("password", password), ("decision", decision));
        reply.Status.Should().Be(status);
        reply.BodyText.Should().Contain(notice).And.Contain($"value=\"{token}\"");
        _bench.Service.Frobs.State(token).Should().Be(FrobState.Issued);
    }

    [Fact]
    public async Task A_browser_that_is_signed_in_is_not_asked_for_a_password()
    {
        SimulatedReply first = await DecideAsync("allow", ("token", await _bench.TokenAsync()));
        string cookie = first.Header("Set-Cookie")!.Split(';')[0];
        string token = await _bench.TokenAsync();

        string page = (await _bench.GetAsync($"{Page}?api_key={Key}&token={token}", cookie)).BodyText;
        page.Should().Contain("signed in as <strong>alice</strong>").And.NotContain("type=\"password\"");
        await _bench.PostAsync(Page, cookie, ("api_key", Key), ("token", token), ("decision", "allow"));

        _bench.Service.Frobs.Find(token)!.User.Should().Be("alice");
    }

    [Theory]
    [InlineData("?api_key=nobody&token=x", 403)]
    [InlineData("?token=x", 403)]
    [InlineData("?api_key=00000000000000000000000000000001", 400)]
    [InlineData("?api_key=00000000000000000000000000000001&token=never", 400)]
    [InlineData("?api_key=00000000000000000000000000000001&cb=relative", 400)]
    [InlineData("?api_key=00000000000000000000000000000001&cb=javascript:alert(1)", 400)]
    public async Task A_link_that_leads_nowhere_gets_a_page_that_says_so(string query, int status)
    {
        SimulatedReply reply = await _bench.GetAsync(Page + query);
        reply.Status.Should().Be(status);
        reply.BodyText.Should().NotContain("<form");
    }

    [Fact]
    public async Task An_expired_token_is_not_asked_about()
    {
        string token = await _bench.TokenAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(60));
        (await DecideAsync("allow", ("token", token))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Any_other_path_is_not_found()
    {
        (await _bench.GetAsync("https://www.last.fm/api/auth/more")).Status.Should().Be(404);
        (await _bench.GetAsync("https://www.last.fm/")).Status.Should().Be(404);
    }

    private Task<SimulatedReply> DecideAsync(string decision, params (string Name, string Value)[] target) => _bench.PostAsync(
        Page, [("api_key", Key), .. target, ("name", "ALICE"), ("password", "p@ss w0rd"), ("decision", decision)]);
}
