using Auth.Frob.AspNetCore.Tests.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>What goes wrong before the browser leaves, and where in the site it leaves from.</summary>
public sealed class BeginTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("""{"error":"8","message":"not now"}""")]
    [InlineData("<html>not what was asked for</html>")]
    public async Task A_service_that_is_down_at_the_beginning_is_told_and_leaves_no_cookie(string? said)
    {
        var failures = new List<FrobCallbackException>();
        await using var site = await TestSite.StartAsync(s => s.OnServices = services => AddPrepared(s, services, failures));
        var browser = site.NewBrowser();
        (site.Parts.Echo.Fault, site.Parts.Echo.Before) = (said, () => said is null ? throw new HttpRequestException("no route") : Task.CompletedTask);
        var failed = await browser.GetAsync("/login/prepared");
        (failed.Status, failed.Location, failed.Plain.Contains("The service did not grant")).Should().Be((502, null, true));
        failures.Should().ContainSingle().Which.Fault.Should().Be(FrobCallbackFault.ServiceFailed);
        browser.Cookies.Should().BeEmpty();
        (site.Parts.Echo.Fault, site.Parts.Echo.Before) = (null, static () => Task.CompletedTask);
        (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login/prepared")) + "&ticket=t")).Location.Should().Be("/me");
    }

    [Theory]
    [InlineData("")]
    [InlineData("site.test:99999")]
    public async Task A_host_that_no_address_can_have_begins_nothing(string host)
    {
        await using var watch = await WatchedSite.StartAsync(s => s.OnApp = app => app.Use((context, next) =>
        {
            context.Request.Host = new HostString(host);
            return next(context);
        }));
        for (var i = 0; i < 2; i++)
            (await watch.Site.NewBrowser().GetAsync("/login/lastfm")).Status.Should().Be(400);
        watch.Faults.Should().Equal(FrobCallbackFault.AnotherHost, FrobCallbackFault.AnotherHost);
        watch.Failures[1].Should().NotBeSameAs(watch.Failures[0], "an exception belongs to one request");
    }

    [Fact]
    public async Task A_script_is_told_the_consent_page_in_the_way_that_the_site_chooses()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnLastFm = static o => o.Events.OnRedirectToConsent = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return context.Response.WriteAsync(context.RedirectUri);
        });
        var browser = site.NewBrowser();
        var told = await browser.GetAsync("/login/lastfm");
        (told.Status, told.Location).Should().Be((401, null));
        (await browser.GetAsync(await site.AllowAsync(told with { Location = told.Body }))).Location.Should().Be("/me");
    }

    [Fact]
    public async Task A_failure_that_the_site_skips_before_the_browser_leaves_is_told_nevertheless()
    {
        await using var site = await TestSite.StartAsync(static s =>
        {
            s.OnApp = static app => UseNoHost(app);
            s.OnLastFm = static o => o.Events.OnRemoteFailure = static context =>
            {
                context.SkipHandler();
                return Task.CompletedTask;
            };
        });
        var failed = await site.NewBrowser().GetAsync("/login/lastfm");
        (failed.Status, failed.Plain.Contains("nothing was begun", StringComparison.Ordinal)).Should().Be((400, true));
    }

    [Fact]
    public async Task A_site_below_a_path_signs_in_links_and_holds_there()
    {
        await using var site = await TestSite.StartAsync(s => s.OnApp = static app => app.UsePathBase("/app"));
        var browser = site.NewBrowser();
        var begun = await browser.GetAsync("/app/login/lastfm?returnUrl=//evil.example");
        begun.SetCookies.Should().Contain(static c => c.Contains("path=/app/signin-lastfm;")).And.Contain(static c => c.Contains("path=/app;"));
        var back = await site.AllowAsync(begun);
        back.Should().StartWith("/app/signin-lastfm?flow=");
        (await browser.GetAsync(back)).Location.Should().Be("/app/");
        site.Parts.Store.IsGone = true;
        var held = (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/app/link/echo")) + "&ticket=t")).Location!;
        held.Should().MatchRegex("^/app/signin-echo/held\\?flow=[-_0-9A-Za-z]{32}$");
        site.Parts.Store.IsGone = false;
        var page = await browser.GetAsync(held);
        page.Body.Should().Contain($"action=\"{held}\"");
        (await browser.PressAsync(page, "keep")).Status.Should().Be(303);
        (await site.LinksOfAsync("lastfm:alice")).Should().HaveCount(2);
        (await browser.GetAsync("/app/signin-lastfm")).Body.Should().Contain("href=\"/app/\"");
    }

    [Fact]
    public async Task A_part_of_the_site_that_begins_a_flow_has_its_cookies_where_the_callback_is()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnApp = static app => UseInner(app, null));
        var browser = site.NewBrowser();
        var begun = await browser.GetAsync("/inner/private?x=1");
        begun.SetCookies.Should().Contain(static c => c.Contains("path=/signin-lastfm;")).And.Contain(static c => c.Contains("path=/;"));
        (await browser.GetAsync(await site.AllowAsync(begun))).Location.Should().Be("/inner/private?x=1");
    }

    [Theory]
    [InlineData("/failed", "/failed?scheme=lastfm&fault=AnotherHost")]
    [InlineData(null, null)]
    public async Task A_part_of_the_site_that_can_not_begin_leads_to_the_pages_of_the_whole(string? own, string? expected)
    {
        await using var site = await TestSite.StartAsync(s =>
        {
            s.OnLastFm = o => o.FailurePath = own;
            s.OnApp = static app => UseInner(UseNoHost(app), null);
        });
        var failed = await site.NewBrowser().GetAsync("/inner/private");
        failed.Location.Should().Be(expected);
        failed.Body.Contains("<a href=\"/\">", StringComparison.Ordinal).Should().Be(own is null);
    }

    [Fact]
    public async Task A_part_of_the_site_that_names_another_site_is_left_for_the_root_of_the_whole()
    {
        await using var site = await TestSite.StartAsync(static s => s.OnApp = static app => UseInner(app, "//evil.example"));
        (await site.GoAsync(site.NewBrowser(), "/inner/private")).Location.Should().Be("/");
    }

    private static IApplicationBuilder UseNoHost(IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Request.Host = new HostString("");
        return next(context);
    });

    private static void UseInner(IApplicationBuilder app, string? returnUrl)
    {
        app.UseAuthentication();
        app.Map("/inner", inner => inner.Run(context => context.ChallengeAsync("lastfm", new AuthenticationProperties { RedirectUri = returnUrl })));
    }

    private static void AddPrepared(SiteSetup setup, IServiceCollection services, List<FrobCallbackException> failures)
    {
        services.AddFrob(frob => frob.Add(EchoService.Prepared, null, static o => o.ApiKey = TestSite.Key));
        TestSite.Carry(services, "prepared", () => setup.Echo);
        services.AddAuthentication().AddFrob("prepared", o => o.Events.OnRemoteFailure = context =>
        {
            failures.Add((FrobCallbackException)context.Failure!);
            return Task.CompletedTask;
        });
    }
}
