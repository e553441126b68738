using Auth.Frob.AspNetCore.Flows;
using Auth.Frob.AspNetCore.Tests.Site;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>Where somebody may be sent afterwards.</summary>
public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/", true)]
    [InlineData("/a", true)]
    [InlineData("/a//b?c=//d#e", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("~/a", false)]
    [InlineData("?a", false)]
    [InlineData("//a", false)]
    [InlineData("/\\a", false)]
    [InlineData("\\\\a", false)]
    [InlineData("/a\\b", false)]
    [InlineData("/\n/a", false)]
    [InlineData("/a\u007f", false)]
    [InlineData(" /a", false)]
    [InlineData("http:/a", false)]
    public void Only_a_path_of_this_site_is_local(string? url, bool isLocal) => LocalUrl.IsLocal(url).Should().Be(isLocal);

    [Fact]
    public async Task A_site_below_a_path_keeps_people_below_it()
    {
        await using var site = await TestSite.StartAsync(s => new SiteFilter { Below = "/base" }.AddTo(s));
        var browser = site.NewBrowser();
        var begun = await browser.GetAsync("/base/login/lastfm?returnUrl=//evil.example");
        begun.SetCookies[0].Should().Contain("path=/base/signin-lastfm;");
        begun.SetCookies[1].Should().Contain("path=/base;");
        (await browser.GetAsync(await site.AllowAsync(begun))).Location.Should().Be("/base/");
        (await browser.GetAsync("/base/signin-lastfm")).Body.Should().Contain("href=\"/base/\"");
        site.Parts.Store.IsGone = true;
        var held = (await site.GoAsync(browser, "/base/login/lastfm")).Location!;
        held.Should().StartWith("/base/signin-lastfm/held?flow=");
        (await browser.GetAsync(held)).Body.Should().Contain($"action=\"{held}\"");
    }
}
