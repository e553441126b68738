using Auth.Frob.AspNetCore.Tests.Site;

namespace Auth.Frob.AspNetCore.Tests;

/// <summary>What every answer of the package forbids a browser to do.</summary>
public sealed class HeadersTests
{
    [Fact]
    public async Task A_page_loads_nothing_of_others_is_in_no_frame_and_is_not_kept()
    {
        await using var site = await TestSite.StartAsync();
        var lines = (await site.NewBrowser().GetAsync("/signin-lastfm")).Headers.ReplaceLineEndings("\n").Split('\n');
        lines.Should().Contain(
        [
            "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cache-Control: no-store",
        ]);
    }

    [Fact]
    public async Task Every_way_onwards_keeps_the_callbacks_address_to_itself()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        ShouldBeGuarded(await site.GoAsync(browser, "/login/lastfm"));
        await browser.GetAsync("/local/carol");
        ShouldBeGuarded(await site.GoAsync(browser, "/link/lastfm"));
        var asked = await site.GoAsync(browser, "/link/ipernity");
        ShouldBeGuarded(asked);
        var page = await browser.GetAsync(asked.Location!);
        ShouldBeGuarded(page);
        ShouldBeGuarded(await browser.PressAsync(page, "keep"));
        (await browser.GetAsync("/links")).Headers.Should().Contain("Cache-Control: no-store");
    }

    [Fact]
    public async Task A_method_that_is_refused_is_told_the_one_that_is_not()
    {
        await using var site = await TestSite.StartAsync();
        var refused = await site.NewBrowser().PostAsync("/signin-lastfm", ("token", "t"));
        (refused.Status, refused.Headers.Contains("Allow: GET", StringComparison.Ordinal)).Should().Be((405, true));
    }

    private static void ShouldBeGuarded(Page page)
    {
        page.Status.Should().BeOneOf(200, 302, 303);
        page.Headers.Should().Contain("Referrer-Policy: no-referrer").And.Contain("no-store");
    }
}
