using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Grants;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Auth.Frob.AspNetCore.Tests.Links;

/// <summary>Linking, listing and unlinking by somebody who is signed in.</summary>
public sealed class LinkTests
{
    [Fact]
    public async Task A_flow_with_a_state_is_linked_at_once_to_who_is_signed_in()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await site.GoAsync(browser, "/link/lastfm?returnUrl=/accounts")).Location.Should().Be("/accounts");
        (await browser.GetAsync("/me")).Body.Should().Contain("nameidentifier=carol (LOCAL AUTHORITY)", "a link signs nobody in");
        (await site.LinksOfAsync("carol")).Should().ContainSingle().Which.Key.Should().Be(new GrantKey("lastfm", "alice", "carol"));
    }

    [Fact]
    public async Task A_flow_without_an_echo_shows_the_account_found_and_asks()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await site.GoAsync(browser, "/link/ipernity")).Location!;
        held.Should().MatchRegex("^/signin-ipernity/held\\?flow=[-_0-9A-Za-z]{32}$");
        (await site.LinksOfAsync("carol")).Should().BeEmpty();
        var page = await browser.GetAsync(held);
        page.Status.Should().Be(200);
        page.Body.Should().Contain("<dd>alice</dd>").And.Contain("Alice &lt;A&gt;").And.NotContain("<A>");
        (await browser.PressAsync(page, "keep")).Location.Should().Be("/me");
        (await site.LinksOfAsync("carol")).Should().ContainSingle().Which.Key.Account.Should().Be("1234");
    }

    [Fact]
    public async Task An_account_that_is_not_the_persons_is_dropped()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await site.GoAsync(browser, "/link/ipernity")).Location!;
        var page = await browser.GetAsync(held);
        (await browser.PressAsync(page, "what")).Plain.Should().Contain("Please choose");
        (await browser.PressAsync(page, "drop")).Location.Should().Be("/me");
        (await site.LinksOfAsync("carol")).Should().BeEmpty();
        (await browser.GetAsync(held)).Status.Should().Be(400);
    }

    [Fact]
    public async Task An_answer_is_confirmed_with_an_antiforgery_token_alone()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await site.GoAsync(browser, "/link/ipernity")).Location!;
        (await browser.PostAsync(held, ("do", "keep"))).Status.Should().Be(400);
        (await browser.SendAsync(HttpMethod.Post, held, null, content: Broken())).Status.Should().Be(400);
        (await browser.SendAsync(HttpMethod.Delete, held, null)).Status.Should().Be(405);
        (await browser.GetAsync(held)).Status.Should().Be(200);
        (await site.LinksOfAsync("carol")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("lastfm", "/local/mallory")]
    [InlineData("lastfm", null)]
    [InlineData("ipernity", "/local/mallory")]
    public async Task Who_comes_back_must_be_who_began(string scheme, string? then)
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var back = await watch.Site.AllowAsync(await browser.GetAsync($"/link/{scheme}"));
        if (then is null)
            browser.Cookies.Remove((".AspNetCore.Cookies", "/"));
        else
            await browser.GetAsync(then);
        (await browser.GetAsync(back)).Status.Should().Be(403);
        watch.Faults.Should().Equal(FrobCallbackFault.AnotherUser);
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync(back)).Status.Should().Be(302, "nothing was spent");
    }

    [Fact]
    public async Task Nobody_links_who_is_not_signed_in()
    {
        await using var site = await TestSite.StartAsync();
        await FluentActions.Awaiting(() => site.NewBrowser().GetAsync("/link/lastfm"))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*nobody is signed in*");
        (await site.NewBrowser().GetAsync("/links")).Status.Should().Be(401, "who reads JSON has no use for a page to sign in on");
        (await site.NewBrowser().PostAsync("/links/lastfm", [])).Status.Should().Be(302, "the cookie scheme sends to its login page");
    }

    [Fact]
    public async Task Links_are_listed_without_a_token_begun_and_removed_by_forms()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        await browser.GetAsync("/links");
        var token = await TokenAsync(browser);
        var begun = await browser.PostAsync("/links/lastfm", token, ("returnUrl", "/accounts"));
        (await browser.GetAsync(await site.AllowAsync(begun))).Location.Should().Be("/accounts");
        var list = (await browser.GetAsync("/links")).Body;
        list.Should().NotContain((await site.LinksOfAsync("carol"))[0].Grant!.Token.Reveal());
        var link = JsonDocument.Parse(list).RootElement.GetProperty("links")[0];
        link.GetProperty("instance").GetString().Should().Be("lastfm");
        link.GetProperty("health").GetString().Should().Be("Live");
        link.GetProperty("revokePage").GetString().Should().Be("https://www.last.fm/settings/applications");
        (await browser.PostAsync("/links/lastfm/remove", token, ("account", "nobody"))).Status.Should().Be(404);
        (await browser.PostAsync("/links/lastfm/remove", token, ("account", "alice"), ("returnUrl", "//evil.example"))).Location.Should().Be("/");
        (await site.LinksOfAsync("carol")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/links/lastfm", 400)]
    [InlineData("/links/lastfm/remove", 400)]
    [InlineData("/links/Cookies", 404)]
    [InlineData("/links/nothing/remove", 404)]
    public async Task Without_an_antiforgery_token_nothing_changes(string path, int status)
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        await site.GoAsync(browser, "/link/lastfm");
        (await browser.PostAsync(path, ("account", "alice"))).Status.Should().Be(status);
        (await browser.SendAsync(HttpMethod.Post, path, null)).Status.Should().Be(status);
        (await browser.SendAsync(HttpMethod.Post, path, null, content: Broken())).Status.Should().Be(status);
        (await site.LinksOfAsync("carol")).Should().ContainSingle();
    }

    [Fact]
    public async Task Nobody_removes_what_is_somebody_elses()
    {
        await using var site = await TestSite.StartAsync();
        var carol = site.NewBrowser();
        await carol.GetAsync("/local/carol");
        await site.GoAsync(carol, "/link/lastfm");
        var mallory = site.NewBrowser();
        await mallory.GetAsync("/local/mallory");
        (await mallory.PostAsync("/links/lastfm/remove", await TokenAsync(mallory), ("account", "alice"))).Status.Should().Be(404);
        (await site.LinksOfAsync("carol")).Should().ContainSingle();
    }

    // A form that ends before its first part does.
    private static StringContent Broken() => new("--x\r\nbroken", MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x"));

    private static async Task<(string, string)> TokenAsync(Browser browser)
    {
        var form = JsonDocument.Parse((await browser.GetAsync("/links")).Body).RootElement.GetProperty("form");
        return (form.GetProperty("field").GetString()!, form.GetProperty("value").GetString()!);
    }
}
