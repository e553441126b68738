using Auth.Frob.AspNetCore.Links;
using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Authentication;

namespace Auth.Frob.AspNetCore.Tests;

/// <summary>What a site asks for, it gets: permissions, details, an issuer, no grant kept, and an account before anybody is signed in.</summary>
public sealed class AskedTests
{
    [Theory]
    [InlineData("/link/ipernity", "perm_doc=read", "perm_blog")]
    [InlineData("/more", "perm_blog=write", "perm_doc")]
    public async Task A_link_asks_for_its_own_permissions_and_otherwise_for_those_of_the_scheme(string path, string asked, string not)
    {
        var filter = new SiteFilter
        {
            More = static context => context.ChallengeAsync(
                "ipernity", FrobLink.Properties("/me", Permissions.None.With("blog", PermissionLevel.Write))),
        };
        await using var site = await TestSite.StartAsync(s =>
        {
            s.OnIpernity = static o => o.Permissions = Permissions.None.With("doc", PermissionLevel.Read);
            filter.AddTo(s);
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync(path)).Location.Should().Contain(asked).And.NotContain(not);
    }

    [Fact]
    public async Task A_link_that_asks_for_nothing_asks_for_nothing_whatever_the_scheme_asks_for()
    {
        var filter = new SiteFilter { More = static context => context.ChallengeAsync("ipernity", FrobLink.Properties("/me", Permissions.None)) };
        await using var site = await TestSite.StartAsync(s =>
        {
            s.OnIpernity = static o => o.Permissions = Permissions.None.With("doc", PermissionLevel.Read);
            filter.AddTo(s);
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync("/more")).Location.Should().Contain("ipernity").And.NotContain("perm_");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Details_are_asked_for_where_the_site_wants_them_and_a_sign_in_does_not_need_them(bool asks)
    {
        await using var site = await TestSite.StartAsync(s => s.OnLastFm = o => o.AsksForDetails = asks);
        site.Parts.LastFm.Faults.Next("user.getInfo", Fault.Code(13));
        (await site.GoAsync(site.NewBrowser(), "/login/lastfm")).Location.Should().Be("/me");
        site.Parts.LastFm.Calls.Contains("user.getInfo").Should().Be(asks);
    }

    [Fact]
    public async Task Nobody_is_signed_in_by_a_grant_that_names_no_account()
    {
        var recipe = EchoService.Recipe with { Id = "nameless", Verify = null };
        await using var site = await TestSite.StartAsync(s => new SiteFilter().AddTo(s, recipe));
        var browser = site.NewBrowser();
        var page = await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login/nameless")) + "&ticket=t");
        (page.Status, page.Plain.Contains("named no account", StringComparison.Ordinal)).Should().Be((502, true));
        browser.Names.Should().NotContain(".AspNetCore.Cookies");
    }

    [Fact]
    public async Task A_site_that_keeps_no_grants_has_none()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnLastFm = static o => o.KeepsGrants = false);
        (await site.GoAsync(site.NewBrowser(), "/login/lastfm")).Location.Should().Be("/me");
        (await site.LinksOfAsync("lastfm:alice")).Should().BeEmpty();
    }

    [Fact]
    public async Task The_sites_own_issuer_stands_in_every_claim()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnLastFm = static o => o.ClaimsIssuer = "own");
        var browser = site.NewBrowser();
        await site.GoAsync(browser, "/login/lastfm");
        (await browser.GetAsync("/me")).Body.Should().Contain("nameidentifier=alice (own)").And.NotContain("(lastfm)");
    }

    [Fact]
    public async Task An_answer_that_came_too_late_for_the_service_is_the_persons_to_repeat_and_no_fault_of_a_server()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        watch.Site.Parts.LastFm.Faults.Next("auth.getSession", Fault.Code(15));
        (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.ServiceFailed);
    }

    [Fact]
    public async Task What_the_package_put_into_the_properties_of_a_link_is_not_shown_to_the_event_of_a_refusal()
    {
        AuthenticationProperties? shown = null;
        await using var site = await TestSite.StartAsync(s => s.OnEcho = o => o.Events.OnAccessDenied = context =>
        {
            shown = context.Properties;
            return Task.CompletedTask;
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/link/echo")) + "&error=denied")).Plain.Should().Contain("did not give this site access");
        shown!.Items.Keys.Should().NotContain(static key => key.StartsWith(".frob.", StringComparison.Ordinal));
    }
}
