using System.Text.RegularExpressions;
using Auth.Frob.AspNetCore.Tests.Site;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>The stores gone before, during and after the exchange.</summary>
public sealed class StoreGoneTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_that_are_gone_spend_nothing_and_the_same_answer_works_when_they_are_back(bool takesTooLong)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        if (takesTooLong)
            watch.Site.Parts.Flows.Fault = new TaskCanceledException("the records did not answer in time");
        watch.Site.Parts.Flows.IsGone = true;
        var failed = await browser.GetAsync(back);
        (failed.Status, failed.Plain.Contains("Nothing is lost: load this page again")).Should().Be((503, true));
        failed.Body.Should().Contain("<a href=\"\">Load this page again</a>");
        watch.Site.Logged.Should().ContainSingle(static line => line.StartsWith("2010 ", StringComparison.Ordinal)).Which
            .Should().Contain(takesTooLong ? "TaskCanceledException" : "IOException").And.NotContain("the records");
        watch.Site.Parts.LastFm.Calls.Should().NotContain("auth.getSession");
        watch.Site.Parts.Flows.IsGone = false;
        (await browser.GetAsync(back)).Location.Should().Be("/me");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_of_a_failure_do_not_need_the_records(bool takesTooLong)
    {
        await using var watch = await WatchedSite.StartAsync();
        var back = await watch.Site.AllowAsync(await watch.Site.NewBrowser().GetAsync("/login/lastfm"));
        if (takesTooLong)
            watch.Site.Parts.Flows.Fault = new TaskCanceledException("the records did not answer in time");
        watch.Site.Parts.Flows.IsGone = true;
        (await watch.Site.NewBrowser().GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.NoCookie);
    }

    [Fact]
    public async Task A_sign_in_whose_grant_could_not_be_stored_holds_it_until_the_store_is_back()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        site.Parts.Store.IsGone = true;
        var held = (await site.GoAsync(browser, "/login/lastfm")).Location!;
        held.Should().MatchRegex("^/signin-lastfm/held\\?flow=[-_0-9A-Za-z]{32}$");
        var page = await browser.GetAsync(held);
        (page.Status, page.Plain.Contains("could not store it")).Should().Be((200, true));
        (await browser.PressAsync(page, "keep")).Plain.Should().Contain("store can't be reached");
        site.Parts.Store.IsGone = false;
        page = await browser.PressAsync(await browser.GetAsync(held), "keep");
        (page.Status, page.Location).Should().Be((303, "/me"));
        (await site.LinksOfAsync("lastfm:alice")).Should().ContainSingle();
        browser.Names.Should().NotContain(name => name.Contains("held", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8_192, true)]
    [InlineData(40_000, false)]
    public async Task A_grant_of_any_length_is_held_or_the_person_is_told_to_link_again(int length, bool isHeld)
    {
        await using var watch = await WatchedSite.StartAsync(s => s.Echo.Token = new string('t', length));
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        watch.Site.Parts.Store.IsGone = true;
        var landed = await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/link/echo")) + "&ticket=t");
        Regex.IsMatch(landed.Location ?? "", "^/signin-echo/held\\?flow=[-_0-9A-Za-z]{32}$").Should().Be(isHeld);
        landed.Plain.Contains("Link again").Should().Be(!isHeld);
        watch.Site.Parts.Store.IsGone = false;
        if (isHeld)
            await browser.PressAsync(await browser.GetAsync(landed.Location!), "keep");
        (await watch.Site.LinksOfAsync("carol")).Select(link => link.Grant!.Token.Reveal().Length).Should().Equal(isHeld ? [length] : []);
    }

    [Fact]
    public async Task A_sign_in_whose_grant_can_be_neither_stored_nor_held_is_told_so()
    {
        await using var watch = await WatchedSite.StartAsync(s => s.Echo.Token = new string('t', 40_000));
        var browser = watch.Site.NewBrowser();
        watch.Site.Parts.Store.IsGone = true;
        var landed = await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login/echo")) + "&ticket=t");
        (landed.Status, landed.Plain.Contains("and is lost")).Should().Be((503, true));
        watch.Faults.Should().Equal(FrobCallbackFault.StoreFailed);
        browser.Names.Should().NotContain(".AspNetCore.Cookies");
    }

    [Theory]
    [InlineData("/login/echo", "echo:echo eve")]
    [InlineData("/link/echo", "carol")]
    public async Task Stores_that_go_during_the_exchange_lose_no_grant(string path, string owner)
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var back = Echo.BackOf(await browser.GetAsync(path)) + "&ticket=t";
        site.Parts.Echo.Before = () =>
        {
            site.Parts.Store.IsGone = site.Parts.Flows.IsGone = true;
            return Task.CompletedTask;
        };
        var held = (await browser.GetAsync(back)).Location!;
        held.Should().MatchRegex("^/signin-echo/held\\?flow=[-_0-9A-Za-z]{32}$");
        site.Parts.Store.IsGone = site.Parts.Flows.IsGone = false;
        (await browser.GetAsync(back)).Status.Should().Be(400, "the flow is used");
        (await browser.PressAsync(await browser.GetAsync(held), "keep")).Location.Should().Be("/me");
        (await site.LinksOfAsync(owner)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_held_grant_is_in_no_cookie_in_plain_and_nobody_elses()
    {
        await using var site = await TestSite.StartAsync(s => s.Echo.Token = "very-secret-token");
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        site.Parts.Store.IsGone = true;
        var held = (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/link/echo")) + "&ticket=t")).Location!;
        string.Join(' ', browser.Cookies.Values).Should().NotContain("very-secret-token");
        await browser.GetAsync("/local/mallory");
        (await browser.GetAsync(held)).Status.Should().Be(400);
        site.Parts.Store.IsGone = false;
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync(held)).Status.Should().Be(200);
        site.Clock.Advance(TimeSpan.FromMinutes(15));
        (await browser.GetAsync(held)).Status.Should().Be(400, "a held grant is forgotten after a quarter of an hour");
    }
}
