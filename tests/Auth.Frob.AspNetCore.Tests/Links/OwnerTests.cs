using Auth.Frob.AspNetCore.Links;
using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Grants;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Links;

/// <summary>Who owns nothing sees, changes and confirms nothing.</summary>
public sealed class OwnerTests
{
    [Fact]
    public async Task Who_is_signed_in_but_owns_nothing_sees_and_removes_no_grant_of_the_application_itself()
    {
        await using var site = await TestSite.StartAsync(s => s.OnServices = services => services.AddSingleton(new FrobOwners(static _ => null)));
        var kept = await KeepForNobodyAsync(site);
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var list = await browser.GetAsync("/links");
        (list.Status, list.Body, list.Location!.Contains("AccessDenied", StringComparison.Ordinal)).Should().Be((403, "", true));
        (await browser.PostAsync("/links/lastfm/remove", ("account", kept.Account))).Status.Should().Be(403);
        (await browser.PostAsync("/links/lastfm")).Status.Should().Be(403);
        (await site.Parts.Store.FindAsync(kept)).Should().NotBeNull();
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in()
    {
        await using var site = await TestSite.StartAsync();
        (await site.NewBrowser().GetAsync("/links")).Status.Should().Be(401);
        (await site.NewBrowser().PostAsync("/links/lastfm", ("returnUrl", "/"))).Location.Should().Contain("/Account/Login");
    }

    [Fact]
    public async Task A_held_grant_is_shown_to_nobody_who_is_signed_out()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await watch.Site.GoAsync(browser, "/link/ipernity")).Location!;
        browser.Cookies.Remove((".AspNetCore.Cookies", "/"));
        var page = await browser.GetAsync(held);
        (page.Status, page.Body.Contains("alice", StringComparison.Ordinal)).Should().Be((403, false));
        watch.Faults.Should().Equal(FrobCallbackFault.AnotherUser);
    }

    [Fact]
    public async Task What_a_store_says_of_its_fault_is_not_logged()
    {
        await using var site = await TestSite.StartAsync();
        site.Parts.Store.IsGone = true;
        (await site.GoAsync(site.NewBrowser(), "/login/lastfm")).Location.Should().MatchRegex("^/signin-lastfm/held\\?flow=[-_0-9A-Za-z]{32}$");
        var line = site.Logged.Single(static l => l.StartsWith("2007 ", StringComparison.Ordinal));
        line.Should().Contain("System.IO.IOException").And.NotContain("the store is gone");
    }

    private static async Task<GrantKey> KeepForNobodyAsync(TestSite site)
    {
        await using var other = await TestSite.StartAsync(s => s.Keys = site.Parts.Keys);
        await other.GoAsync(other.NewBrowser(), "/login/lastfm");
        var grant = (await other.LinksOfAsync("lastfm:alice"))[0].Grant!;
        return (await site.Parts.Store.PutAsync(GrantKey.For(grant), grant))!.Key;
    }
}
