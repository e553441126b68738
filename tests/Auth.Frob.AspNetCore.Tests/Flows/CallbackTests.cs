using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>What is not an answer to a question that this browser asked.</summary>
public sealed class CallbackTests
{
    [Theory]
    [InlineData("/signin-lastfm", FrobCallbackFault.NoCookie)]
    [InlineData("/signin-lastfm?token=nobody-asked", FrobCallbackFault.NoCookie)]
    [InlineData("/signin-ipernity?frob=nobody-asked", FrobCallbackFault.NoCookie)]
    [InlineData("/signin-lastfm?flow=x&token=y", FrobCallbackFault.Mismatch)]
    [InlineData("/signin-lastfm?flow=&token=y", FrobCallbackFault.Mismatch)]
    [InlineData("/signin-lastfm?flow=a&flow=b", FrobCallbackFault.Mismatch)]
    [InlineData("/signin-lastfm?flow=________________________________", FrobCallbackFault.Mismatch)]
    public async Task Without_an_open_flow_nothing_is_sent(string path, FrobCallbackFault fault)
    {
        await using var watch = await WatchedSite.StartAsync();
        (await watch.Site.NewBrowser().GetAsync(path)).Status.Should().Be(400);
        watch.Faults.Should().Equal(fault);
        watch.Site.Parts.LastFm.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Eight_kilobytes_of_token_are_refused_and_the_flow_stays_open()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        (await browser.GetAsync(back + new string('x', 8192))).Plain.Should().Contain("longer than any service's answer");
        (await browser.GetAsync(back)).Location.Should().Be("/me");
    }

    [Theory]
    [InlineData("", "has no 'state'")]
    [InlineData("&token=t", "has no 'state'")]
    [InlineData("&token=t&state=wrong", "is not the one of this flow")]
    [InlineData("&state={state}", "has no 'token'")]
    [InlineData("&state={state}&token=", "is empty")]
    [InlineData("&state={state}&state={state}&token=t", "'state' more than once")]
    [InlineData("&state={state}&token=t&token=t", "'token' more than once")]
    [InlineData("&state={state}&token=a%0Ab", "control character")]
    public async Task An_answer_that_does_not_match_spends_nothing(string query, string cause)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var right = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var state = System.Web.HttpUtility.ParseQueryString(right[right.IndexOf('?', StringComparison.Ordinal)..])["state"];
        var wrong = await browser.GetAsync(right[..right.IndexOf('&', StringComparison.Ordinal)] + query.Replace("{state}", state, StringComparison.Ordinal));
        (wrong.Status, wrong.Plain.Contains(cause)).Should().Be((400, true), wrong.Plain);
        watch.Faults.Should().Equal(FrobCallbackFault.Mismatch);
        (await browser.GetAsync(right)).Location.Should().Be("/me");
    }

    [Theory]
    [InlineData("POST", 405)]
    [InlineData("HEAD", 405)]
    [InlineData("PUT", 405)]
    public async Task Other_methods_spend_nothing(string method, int status)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        (await browser.SendAsync(new HttpMethod(method), back, null)).Status.Should().Be(status);
        watch.Faults.Should().Equal(FrobCallbackFault.WrongMethod);
        (await browser.GetAsync(back)).Location.Should().Be("/me");
    }

    [Fact]
    public async Task The_same_answer_twice_is_used_once()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var before = new Dictionary<(string, string), string>(browser.Cookies);
        (await browser.GetAsync(back)).Location.Should().Be("/me");
        (await browser.GetAsync(back)).Status.Should().Be(400);
        foreach (var (key, value) in before)
            browser.Cookies[key] = value;
        (await browser.GetAsync(back)).Plain.Should().Contain("has ended before");
        watch.Faults.Should().Equal(FrobCallbackFault.AlreadyUsed, FrobCallbackFault.AlreadyUsed);
        watch.Site.Parts.LastFm.Calls.Should().ContainSingle(call => call == "auth.getSession");
    }

    [Fact]
    public async Task The_same_answer_many_times_at_once_is_used_once()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var twins = Enumerable.Range(0, 20).Select(_ => watch.Site.NewBrowser()).ToArray();
        foreach (var twin in twins)
        {
            foreach (var (key, value) in browser.Cookies)
                twin.Cookies[key] = value;
        }
        (await Task.WhenAll(twins.Select(twin => twin.GetAsync(back)))).Count(page => page.Location == "/me").Should().Be(1);
        watch.Faults.Should().HaveCount(19).And.OnlyContain(fault => fault == FrobCallbackFault.AlreadyUsed);
    }

    [Fact]
    public async Task The_back_button_after_a_flow_without_an_echo_is_told_as_used()
    {
        await using var watch = await WatchedSite.StartAsync(s => s.OnIpernity = o => o.AllowsBrowserOnlySignIn = true);
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/ipernity"));
        await browser.GetAsync(back);
        (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.AlreadyUsed);
    }

    [Fact]
    public async Task Another_browser_is_told_from_one_without_cookies()
    {
        await using var watch = await WatchedSite.StartAsync();
        var back = await watch.Site.AllowAsync(await watch.Site.NewBrowser().GetAsync("/login/lastfm"));
        var other = watch.Site.NewBrowser();
        (await other.GetAsync(back)).Status.Should().Be(400);
        await other.GetAsync("/local/mallory");
        (await other.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.NoCookie, FrobCallbackFault.AnotherBrowser);
        watch.Site.Parts.LastFm.Calls.Should().NotContain("auth.getSession");
    }

    [Theory]
    [InlineData("lastfm", 59, null)]
    [InlineData("lastfm", 60, FrobCallbackFault.Expired)]
    [InlineData("ipernity", 14, null)]
    [InlineData("ipernity", 15, FrobCallbackFault.Expired)]
    public async Task A_flow_that_was_left_is_told_as_expired(string scheme, int minutes, FrobCallbackFault? fault)
    {
        await using var watch = await WatchedSite.StartAsync(s => s.OnIpernity = o => o.AllowsBrowserOnlySignIn = true);
        var browser = watch.Site.NewBrowser();
        var begun = await browser.GetAsync($"/login/{scheme}");
        watch.Site.Clock.Advance(TimeSpan.FromMinutes(minutes));
        var back = await watch.Site.AllowAsync(begun);
        (await browser.GetAsync(back)).Location.Should().Be(fault is null ? "/me" : null);
        watch.Faults.Should().Equal(fault is { } told ? [told] : []);
    }

    [Theory]
    [InlineData("lastfm")]
    [InlineData("ipernity")]
    public async Task A_flow_whose_cookie_the_browser_dropped_in_time_is_told_as_expired(string scheme)
    {
        await using var watch = await WatchedSite.StartAsync(s => s.OnIpernity = o => o.AllowsBrowserOnlySignIn = true);
        var browser = watch.Site.NewBrowser();
        var begun = await browser.GetAsync($"/login/{scheme}");
        watch.Site.Clock.Advance(TimeSpan.FromMinutes(61));
        foreach (var key in browser.Cookies.Keys.Where(key => key.Path != "/").ToArray())
            browser.Cookies.Remove(key);
        await browser.GetAsync(await watch.Site.AllowAsync(begun));
        watch.Faults.Should().Equal(FrobCallbackFault.Expired);
    }

    [Theory]
    [InlineData("evil.test", "https://site.test")]
    [InlineData(null, "http://site.test")]
    [InlineData("site.test:8443", "https://site.test")]
    public async Task An_answer_at_another_host_is_refused(string? host, string address)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var other = watch.Site.NewBrowser(address);
        foreach (var (key, value) in browser.Cookies)
            other.Cookies[key] = value;
        (await other.SendAsync(HttpMethod.Get, back, null, host)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.AnotherHost);
        (await browser.GetAsync(back)).Location.Should().Be("/me");
    }

    [Fact]
    public async Task What_the_service_says_instead_of_a_grant_is_passed_on()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var begun = await browser.GetAsync("/login/lastfm");
        var back = await watch.Site.AllowAsync(begun);
        watch.Site.Parts.LastFm.Faults.Next("auth.getSession", Fault.Code(13));
        var failed = await browser.GetAsync(back);
        (failed.Status, failed.Plain.Contains("InvalidSignature, code 13")).Should().Be((502, true));
        watch.Faults.Should().Equal(FrobCallbackFault.ServiceFailed);
        watch.Failures[0].Error!.Kind.Should().Be(Errors.FrobErrorKind.InvalidSignature);
    }

    [Fact]
    public async Task A_failure_goes_to_the_sites_own_page_where_it_has_one()
    {
        await using var site = await TestSite.StartAsync(s => s.OnLastFm = o => o.FailurePath = "/failed");
        (await site.NewBrowser().GetAsync("/signin-lastfm")).Location.Should().Be("/failed?scheme=lastfm&fault=NoCookie");
    }

    [Fact]
    public async Task The_own_page_has_no_script_no_style_and_encodes_what_it_says()
    {
        await using var site = await TestSite.StartAsync(s => s.OnLastFm = o => o.StyleSheet = "/site.css");
        var page = await site.NewBrowser().GetAsync("/signin-lastfm");
        page.Headers.Should().Contain("default-src 'none'").And.NotContain("unsafe-inline");
        page.Body.Should().Contain("href=\"/site.css\"").And.NotContain("<script").And.NotContain("<style").And.NotContain("style=");
    }
}
