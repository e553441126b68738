using Auth.Frob.AspNetCore.Tests.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>The flow's cookie on a plain address, under a revoked key, by another version, and for how long.</summary>
public sealed class CookieKeysTests
{
    [Fact]
    public async Task The_cookies_are_secure_even_where_the_site_takes_itself_for_a_plain_one()
    {
        await using var site = await TestSite.StartAsync();
        (await site.NewBrowser("http://site.test").GetAsync("/login/lastfm")).SetCookies
            .Should().HaveCount(2).And.OnlyContain(static c => c.Contains("; secure; samesite=lax; httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_key_that_was_revoked_meanwhile_is_one_that_this_server_does_not_have()
    {
        var filter = new SiteFilter();
        await using var watch = await WatchedSite.StartAsync(s => filter.AddTo(s));
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var ring = filter.Services.GetRequiredService<IKeyManager>();
        ring.RevokeKey(ring.GetAllKeys().Single().KeyId);
        // A node that starts now: one that runs may go on with the ring that it has in memory for a while.
        await using var later = await TestSite.StartAsync(watch.Site.Parts);
        var there = later.NewBrowser();
        foreach (var (key, value) in browser.Cookies)
            there.Cookies[key] = value;
        (await there.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.KeysDiffer);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"Pending\":\"what\",\"Origin\":\"https://site.test\",\"Until\":\"9999-01-01T00:00:00Z\",\"Items\":{}}")]
    public async Task What_another_version_wrote_is_a_damaged_cookie(string written)
    {
        var filter = new SiteFilter();
        await using var watch = await WatchedSite.StartAsync(s => filter.AddTo(s));
        var browser = watch.Site.NewBrowser();
        var back = await watch.Site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        var key = browser.Cookies.Keys.Single(static k => k.Path == "/signin-lastfm");
        var id = key.Name[".Frob.lastfm.".Length..];
        browser.Cookies[key] = filter.Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("Auth.Frob.AspNetCore", "lastfm", id).Protect(written);
        (await browser.GetAsync(back)).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.CookieDamaged);
    }

    [Fact]
    public async Task Without_a_name_of_the_flow_other_cookies_make_no_other_browser()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        await browser.GetAsync("/signin-ipernity?frob=nobody-asked");
        watch.Faults.Should().Equal(FrobCallbackFault.NoCookie);
    }

    [Fact]
    public async Task A_flow_is_open_no_longer_than_what_its_service_prepared()
    {
        var recipe = EchoService.Recipe with
        {
            Id = "short",
            Flows =
            [
                (Recipes.ConsentFlow)EchoService.Recipe.Flows[0] with
                {
                    Prepare = [EchoService.FrobFirst.Flows[0].Prepare[0] with { Reads = [new(new Slots.Slot("prepared"), "token")] }],
                    FrobLifetime = TimeSpan.FromMinutes(20),
                },
            ],
        };
        await using var site = await TestSite.StartAsync(s => new SiteFilter().AddTo(s, recipe));
        (await site.NewBrowser().GetAsync("/login/short")).SetCookies[0].Should().Contain("max-age=1200;");
    }

    [Fact]
    public async Task Properties_that_no_cookie_can_hold_are_said_to_the_site()
    {
        var filter = new SiteFilter
        {
            More = static context => Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.ChallengeAsync(
                context, "lastfm", new(new Dictionary<string, string?> { ["much"] = new string('x', 30_000) })),
        };
        await using var site = await TestSite.StartAsync(s => filter.AddTo(s));
        await FluentActions.Awaiting(() => site.NewBrowser().GetAsync("/more"))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*too large for a cookie*");
    }
}
