using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.AspNetCore.Tests;

/// <summary>Signing in, from the site to the service and back.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_person_signs_in_and_the_grant_is_kept_for_the_new_principal()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var landed = await site.GoAsync(browser, "/login/lastfm", "Bob");
        (landed.Status, landed.Location).Should().Be((302, "/me"));
        var me = (await browser.GetAsync("/me")).Body;
        me.Should().Contain("nameidentifier=bob (lastfm)").And.Contain("name=Bob (lastfm)");
        (await site.LinksOfAsync("lastfm:bob")).Should().ContainSingle().Which.Health.Should().Be(GrantHealth.Live);
    }

    [Fact]
    public async Task The_flow_cookie_is_for_the_callback_alone_and_out_of_reach_of_scripts()
    {
        await using var site = await TestSite.StartAsync();
        var begun = await site.NewBrowser().GetAsync("/login/lastfm");
        begun.SetCookies.Should().HaveCount(2).And.OnlyContain(c => c.Contains("; secure; samesite=lax; httponly", StringComparison.OrdinalIgnoreCase));
        begun.SetCookies[0].Should().StartWith(".Frob.lastfm.").And.Contain("path=/signin-lastfm").And.Contain("max-age=3600");
        begun.Location.Should().Contain(Uri.EscapeDataString("https://site.test/signin-lastfm?flow=")).And.Contain(Uri.EscapeDataString("&state="));
        begun.Headers.Should().Contain("no-store").And.Contain("no-referrer");
    }

    [Fact]
    public async Task A_flow_without_an_echo_signs_nobody_in_unless_the_site_says_so()
    {
        await using var site = await TestSite.StartAsync();
        await FluentActions.Awaiting(() => site.NewBrowser().GetAsync("/login/ipernity"))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*AllowsBrowserOnlySignIn*");
        await using var bold = await TestSite.StartAsync(s => s.OnIpernity = o => o.AllowsBrowserOnlySignIn = true);
        var browser = bold.NewBrowser();
        (await bold.GoAsync(browser, "/login/ipernity")).Location.Should().Be("/me");
        (await browser.GetAsync("/me")).Body.Should().Contain("nameidentifier=1234 (ipernity)").And.Contain("urn:frob:display-name=Alice <A>");
    }

    [Fact]
    public async Task A_provider_that_nobody_ships_signs_in_as_well_and_is_asked_for_the_account_that_its_exchange_does_not_name()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var begun = await browser.GetAsync("/login/echo");
        var landed = await browser.GetAsync(Echo.BackOf(begun) + "&ticket=t");
        landed.Location.Should().Be("/me");
        (await browser.GetAsync("/me")).Body.Should().Contain("nameidentifier=echo eve (echo)").And.Contain("urn:frob:picture=https://echo.example/eve.png");
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/me?x=1#y", "/me?x=1#y")]
    [InlineData("/caf\u00e9?q=\u96ea %41", "/caf%C3%A9?q=%E9%9B%AA %41")]
    public async Task Nobody_is_sent_to_another_site_afterwards(string returnUrl, string expected)
    {
        await using var site = await TestSite.StartAsync();
        var landed = await site.GoAsync(site.NewBrowser(), $"/login/lastfm?returnUrl={Uri.EscapeDataString(returnUrl)}");
        landed.Location.Should().Be(expected);
    }

    [Fact]
    public async Task Tokens_are_in_the_ticket_only_where_the_site_wants_them()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        await site.GoAsync(browser, "/login/lastfm");
        (await browser.GetAsync("/tokens")).Body.Should().BeEmpty();
        await using var saving = await TestSite.StartAsync(s => s.OnLastFm = o => o.SaveTokens = true);
        browser = saving.NewBrowser();
        await saving.GoAsync(browser, "/login/lastfm");
        var kept = (await saving.LinksOfAsync("lastfm:alice"))[0].Grant!.Token.Reveal();
        (await browser.GetAsync("/tokens")).Body.Should().Be($"access_token={kept}");
    }

    [Fact]
    public async Task A_refusal_is_an_outcome_of_its_own()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var refused = await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login/echo")) + "&error=denied");
        (refused.Status, refused.Plain.Contains("You did not give this site access at Echo & Co.")).Should().Be((200, true));
        await using var own = await TestSite.StartAsync(s => s.OnEcho = o => o.AccessDeniedPath = "/denied");
        browser = own.NewBrowser();
        (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login/echo")) + "&error=denied"))
            .Location.Should().Be("https://site.test/denied?ReturnUrl=%2Fme");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_site_puts_an_account_of_its_own_in_the_place_of_the_services(bool saysSuccess)
    {
        await using var site = await TestSite.StartAsync(s => s.OnLastFm = o => o.Events.OnCreatingTicket = c =>
        {
            c.Principal = new(new System.Security.Claims.ClaimsIdentity([new(System.Security.Claims.ClaimTypes.NameIdentifier, "7")], "own"));
            if (saysSuccess)
                c.Success();
            return Task.CompletedTask;
        });
        await site.GoAsync(site.NewBrowser(), "/login/lastfm");
        (await site.LinksOfAsync("7")).Should().ContainSingle();
    }

    [Fact]
    public async Task Two_tabs_at_once_both_sign_in()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var first = await site.AllowAsync(await browser.GetAsync("/login/lastfm?returnUrl=/a"));
        var second = await site.AllowAsync(await browser.GetAsync("/login/lastfm?returnUrl=/b"));
        (await browser.GetAsync(first)).Location.Should().Be("/a");
        (await browser.GetAsync(second)).Location.Should().Be("/b");
    }

    [Fact]
    public async Task A_thousand_sign_ins_at_once_lose_and_mix_none()
    {
        await using var site = await TestSite.StartAsync();
        string[] names = [.. Enumerable.Range(0, 1000).Select(static i => $"user{i}")];
        foreach (var name in names)
            site.Parts.LastFm.Accounts.Put(new Testing.Simulation.SimulatedUser(name, TestSite.Password));
        var browsers = names.Select(_ => site.NewBrowser()).ToArray();
        var begun = await Task.WhenAll(browsers.Select(b => b.GetAsync("/login/lastfm")));
        var back = await Task.WhenAll(names.Select((name, i) => site.AllowAsync(begun[i], name)));
        var landed = await Task.WhenAll(browsers.Select((b, i) => b.GetAsync(back[i])));
        landed.Should().OnlyContain(page => page.Status == 302 && page.Location == "/me");
        var me = await Task.WhenAll(browsers.Select(b => b.GetAsync("/me")));
        me.Select(page => page.Body.Split('\n')[1].Split('=')[1]).Should().Equal(names.Select(name => $"{name} (lastfm)"));
        (await Task.WhenAll(names.Select(async name => (await site.LinksOfAsync($"lastfm:{name}")).Single().Grant!.Account.Name))).Should().Equal(names);
        var kept = await Task.WhenAll(names.Select(async name => (await site.LinksOfAsync($"lastfm:{name}")).Single().Grant!.Token.Reveal()));
        kept.Select(token => site.Parts.LastFm.Grants.Find(token)!.User).Should().Equal(names, "each token is the one that the service gave for this person");
        site.Parts.LastFm.Calls.Count(static call => call == "auth.getSession").Should().Be(1000);
    }

    [Fact]
    public async Task Nothing_that_the_package_logs_names_a_person_or_gives_a_secret_away()
    {
        await using var site = await TestSite.StartAsync();
        var browser = site.NewBrowser();
        var back = await site.AllowAsync(await browser.GetAsync("/login/lastfm"));
        await browser.GetAsync(back);
        await browser.GetAsync(back);
        var token = (await site.LinksOfAsync("lastfm:alice"))[0].Grant!.Token.Reveal();
        var frob = System.Web.HttpUtility.ParseQueryString(new Uri("https://site.test" + back).Query);
        var ours = site.Logged.Where(line => line.StartsWith("20", StringComparison.Ordinal)).ToArray();
        ours.Should().HaveCountGreaterThan(2);
        ours.Should().NotContain(line => line.Contains("alice") || line.Contains(token) || line.Contains(frob["token"]!) || line.Contains(frob["state"]!));
    }
}
