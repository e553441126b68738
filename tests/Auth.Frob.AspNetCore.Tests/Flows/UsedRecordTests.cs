using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>What is written of a flow that was used, and what the browser keeps of one that is over.</summary>
public sealed class UsedRecordTests
{
    [Theory]
    [InlineData("lastfm", 60)]
    [InlineData("ipernity", 15)]
    public async Task The_record_outlives_the_flow_and_no_browser_cancels_its_writing(string scheme, int minutes)
    {
        TokenWatch? watch = null;
        await using var site = await TestSite.StartAsync(s =>
        {
            watch = new TokenWatch(s);
            s.OnIpernity = o => o.AllowsBrowserOnlySignIn = true;
            s.OnServices = services => services.AddSingleton<IUsedFlows>(watch);
        });
        var began = site.Clock.GetUtcNow();
        (await site.GoAsync(site.NewBrowser(), $"/login/{scheme}")).Location.Should().Be("/me");
        watch!.Used.Should().Equal((began + TimeSpan.FromMinutes(minutes + 10), false));
    }

    [Fact]
    public async Task No_browser_cancels_the_storing_of_what_it_confirmed()
    {
        TokenWatch? watch = null;
        await using var site = await TestSite.StartAsync(s =>
        {
            watch = new TokenWatch(s);
            s.OnServices = services => services.AddSingleton<IGrantStore>(watch);
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await site.GoAsync(browser, "/link/ipernity")).Location!;
        (await browser.PressAsync(await browser.GetAsync(held), "keep")).Status.Should().Be(303);
        watch!.Puts.Should().Equal(false);
    }

    [Fact]
    public async Task A_flow_that_was_used_leaves_no_cookie_of_its_own()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await site.GoAsync(browser, "/login/lastfm");
        browser.Cookies.Keys.Should().NotContain(static key => key.Path == "/signin-lastfm");
    }

    [Fact]
    public async Task A_flow_that_is_over_leaves_no_cookie_of_its_own()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var begun = await browser.GetAsync("/login/lastfm");
        watch.Site.Clock.Advance(TimeSpan.FromMinutes(60));
        await browser.GetAsync(await watch.Site.AllowAsync(begun));
        watch.Faults.Should().Equal(FrobCallbackFault.Expired);
        browser.Cookies.Keys.Should().NotContain(static key => key.Path == "/signin-lastfm");
    }

    [Fact]
    public async Task A_flow_that_was_used_is_told_as_used_though_its_cookie_came_back_damaged()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var key = browser.Cookies.Keys.Single(static k => k.Path == "/signin-lastfm");
        await browser.GetAsync(back);
        browser.Cookies[key] = "noise";
        (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.AlreadyUsed);
    }
}
