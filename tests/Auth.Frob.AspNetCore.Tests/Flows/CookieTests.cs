using System.Buffers.Text;
using System.Security.Cryptography;
using Auth.Frob.AspNetCore.Flows;
using Auth.Frob.AspNetCore.Tests.Site;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>The flow's cookie: cut, changed, swapped, from elsewhere, too many.</summary>
public sealed class CookieTests
{
    [Theory]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("noise")]
    [InlineData("chunks-3")]
    public async Task A_cookie_that_was_cut_or_changed_opens_nothing(string how)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var key = browser.Cookies.Keys.Single(static k => k.Path == "/signin-lastfm");
        var value = browser.Cookies[key];
        browser.Cookies[key] = how switch
        {
            "cut" => value[..(value.Length / 2)],
            "changed" => value[..200] + (value[200] == 'A' ? 'B' : 'A') + value[201..],
            _ => how,
        };
        (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.CookieDamaged);
        watch.Site.Parts.LastFm.Calls.Should().NotContain("auth.getSession");
    }

    [Fact]
    public async Task Cookies_that_were_swapped_between_flows_open_neither()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var first = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var backs = new[] { first, await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm")) };
        var keys = browser.Cookies.Keys.Where(static k => k.Path == "/signin-lastfm").ToArray();
        (browser.Cookies[keys[0]], browser.Cookies[keys[1]]) = (browser.Cookies[keys[1]], browser.Cookies[keys[0]]);
        foreach (var back in backs)
            (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.CookieDamaged, FrobCallbackFault.CookieDamaged);
    }

    [Fact]
    public async Task A_cookie_of_one_scheme_opens_nothing_at_another()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/login/lastfm");
        var (name, value) = (browser.Names.Single(static n => n.Length > 40), browser.Cookies.Single(static c => c.Key.Path == "/signin-lastfm").Value);
        browser.Cookies[(name.Replace("lastfm", "ipernity", StringComparison.Ordinal), "/signin-ipernity")] = value;
        await browser.GetAsync("/signin-ipernity?frob=x");
        watch.Faults.Should().Equal(FrobCallbackFault.CookieDamaged);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flow_ends_on_another_node_where_the_nodes_share_their_keys(bool shares)
    {
        await using var first = await WatchedSite.StartAsync();
        var browser = first.Site.NewBrowser();
        var back = await first.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        if (!shares)
            first.Site.Parts.Keys = new MemoryKeys();
        await using var second = await TestSite.StartAsync(first.Site.Parts);
        var other = second.NewBrowser();
        foreach (var (key, value) in browser.Cookies)
            other.Cookies[key] = value;
        (await other.GetAsync(back)).Location.Should().Be(shares ? "/me" : null);
        first.Faults.Should().Equal(shares ? [] : [FrobCallbackFault.KeysDiffer]);
        (await browser.GetAsync(back)).Location.Should().Be(shares ? null : "/me", "a flow is used once, on whichever node");
    }

    [Fact]
    public async Task The_oldest_flow_makes_room_for_the_fifth()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var backs = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            backs.Add(await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm")));
            watch.Site.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        browser.Cookies.Keys.Count(static k => k.Path == "/signin-lastfm").Should().Be(4);
        (await browser.GetAsync(backs[0])).Location.Should().BeNull();
        foreach (var back in backs.Skip(1))
            (await browser.GetAsync(back)).Location.Should().Be("/me");
        watch.Faults.Should().Equal(FrobCallbackFault.AnotherBrowser);
    }

    [Fact]
    public async Task Forged_cookies_without_end_have_the_key_ring_read_a_few_times_and_no_more()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/login/lastfm");
        for (var i = 0; i < 100; i++)
        {
            // Begins as everything that was protected does; the key is nobody's.
            byte[] forged = [0x09, 0xF0, 0xC9, 0xF0, .. RandomNumberGenerator.GetBytes(80)];
            browser.Cookies[($".Frob.lastfm.{FlowId.New(site.Clock.GetUtcNow())}", "/signin-lastfm")] = Base64Url.EncodeToString(forged);
        }
        var before = site.Parts.Keys.Reads;
        (await browser.GetAsync("/signin-lastfm?token=x")).Status.Should().Be(400);
        (site.Parts.Keys.Reads - before).Should().BeLessThan(8);
    }

    [Fact]
    public async Task Long_return_addresses_do_not_fill_the_browser_with_cookies_that_no_server_takes()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        for (var i = 0; i < 4; i++)
            await browser.GetAsync("/login/lastfm?returnUrl=/" + new string('x', 7000));
        browser.Cookies.Where(static c => c.Key.Path == "/signin-lastfm").Sum(static c => c.Key.Name.Length + c.Value.Length).Should().BeLessThan(16_384);
    }

    [Fact]
    public async Task A_cookie_shows_nothing_of_the_flow()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var begun = await browser.GetAsync("/login/lastfm?returnUrl=/private");
        var back = new Uri(System.Web.HttpUtility.ParseQueryString(new Uri(begun.Location!).Query)["cb"]!);
        var state = System.Web.HttpUtility.ParseQueryString(back.Query)["state"]!;
        string.Join(' ', browser.Cookies.Values).Should().NotContain(state).And.NotContain("private");
    }
}
