using Auth.Frob.AspNetCore.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Links;

/// <summary>Several grants that wait in one browser.</summary>
public sealed class HeldTests
{
    [Fact]
    public async Task A_page_links_the_account_that_it_shows_whatever_came_after_it()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var first = await browser.GetAsync((await site.GoAsync(browser, "/link/ipernity")).Location!);
        var second = await browser.GetAsync((await site.GoAsync(browser, "/link/ipernity", "Bob")).Location!);
        (first.Body.Contains("<dd>alice</dd>"), second.Body.Contains("<dd>Bob</dd>")).Should().Be((true, true));
        (await browser.PressAsync(first, "keep")).Location.Should().Be("/me");
        (await site.LinksOfAsync("carol")).Should().ContainSingle().Which.Key.Account.Should().Be("1234");
        (await browser.PressAsync(second, "keep")).Location.Should().Be("/me");
        (await site.LinksOfAsync("carol")).Should().HaveCount(2);
    }

    [Fact]
    public async Task A_grant_for_which_the_browser_has_no_room_is_told_and_the_one_that_waits_stays()
    {
        await using var watch = await WatchedSite.StartAsync(s => s.Echo.Token = new string('t', 8_192));
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        watch.Site.Parts.Store.IsGone = true;
        var held = (await LinkAsync(browser)).Location!;
        (await LinkAsync(browser)).Plain.Should().Contain("Link again");
        watch.Faults.Should().Equal(FrobCallbackFault.StoreFailed);
        watch.Site.Parts.Store.IsGone = false;
        await browser.PressAsync(await browser.GetAsync(held), "keep");
        (await watch.Site.LinksOfAsync("carol")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?flow=")]
    [InlineData("?flow=x")]
    [InlineData("?flow=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?flow={flow}&flow={flow}")]
    public async Task An_address_that_names_no_grant_that_waits_shows_none(string query)
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await site.GoAsync(browser, "/link/ipernity")).Location!;
        var path = "/signin-ipernity/held" + query.Replace("{flow}", held[^32..], StringComparison.Ordinal);
        (await browser.GetAsync(path)).Status.Should().Be(400);
        (await browser.GetAsync(held)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Who_goes_back_to_a_page_that_was_answered_is_told_so()
    {
        await using var watch = await WatchedSite.StartAsync();
        var browser = watch.Site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var held = (await watch.Site.GoAsync(browser, "/link/ipernity")).Location!;
        await browser.PressAsync(await browser.GetAsync(held), "keep");
        await browser.GetAsync(held);
        watch.Faults.Should().Equal(FrobCallbackFault.AlreadyUsed);
    }

    [Fact]
    public async Task Events_that_the_container_makes_are_told_of_links_too()
    {
        var linked = 0;
        await using var site = await TestSite.StartAsync(s =>
        {
            s.OnEcho = o => o.EventsType = typeof(FrobEvents);
            s.OnServices = services => services.AddScoped(_ => new FrobEvents
            {
                OnLinked = _ =>
                {
                    linked++;
                    return Task.CompletedTask;
                },
            });
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await LinkAsync(browser)).Location.Should().Be("/me");
        linked.Should().Be(1);
    }

    [Fact]
    public async Task A_site_that_tells_the_failure_of_a_waiting_grant_by_a_page_of_its_own_is_let_do_so()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnEcho = static o => o.Events.OnRemoteFailure = static context =>
        {
            context.Request.Path = "/me";
            context.SkipHandler();
            return Task.CompletedTask;
        }, routesLater: true);
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        (await browser.GetAsync("/signin-echo/held")).Body.Should().Contain("nameidentifier=carol");
    }

    private static async Task<Page> LinkAsync(Browser browser) =>
        await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/link/echo")) + "&ticket=t");
}
