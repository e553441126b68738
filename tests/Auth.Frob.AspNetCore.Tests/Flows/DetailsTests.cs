using Auth.Frob.AspNetCore.Tests.Site;

namespace Auth.Frob.AspNetCore.Tests.Flows;

/// <summary>The service grants, and says no more when it is asked whose account it is.</summary>
public sealed class DetailsTests
{
    private const string Down = """{"error":"8","message":"not now"}""";

    [Theory]
    [InlineData("/login/echo")]
    [InlineData("/link/echo")]
    public async Task A_grant_whose_account_is_never_named_is_told_as_granted_and_dropped(string path)
    {
        await using var watch = await WatchedSite.StartAsync();
        var landed = await GoAsync(watch.Site, path, """{"token":"t"}""");
        (landed.Status, landed.Plain.Contains("granted access and then did not say to which account")).Should().Be((502, true));
        watch.Faults.Should().Equal(FrobCallbackFault.ServiceFailed);
        (await watch.Site.LinksOfAsync("carol")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_grant_that_names_its_account_is_good_without_the_details()
    {
        await using var watch = await WatchedSite.StartAsync(s => s.OnEcho = static o => o.AsksForDetails = true);
        (await GoAsync(watch.Site, "/link/echo", """{"token":"t","account":"Eve"}""")).Location.Should().Be("/me");
        (await watch.Site.LinksOfAsync("carol")).Should().ContainSingle().Which.Key.Account.Should().Be("eve");
    }

    private static async Task<Page> GoAsync(TestSite site, string path, string exchanged)
    {
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var back = Echo.BackOf(await browser.GetAsync(path)) + "&ticket=t";
        var asked = 0;
        site.Parts.Echo.Before = () =>
        {
            site.Parts.Echo.Fault = ++asked == 1 ? exchanged : Down;
            return Task.CompletedTask;
        };
        var landed = await browser.GetAsync(back);
        asked.Should().BeGreaterThan(1);
        return landed;
    }
}
