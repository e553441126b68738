namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>A site of two nodes, that die, and whose database goes away.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TwoNodeTests(Chromium chromium, TwoNodes nodes) : IClassFixture<TwoNodes>, IAsyncLifetime
{
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        nodes.Site.Only = null;
        nodes.Site.Served.Clear();
        _visitor = await Visitor.ComeAsync(chromium, nodes.Site.Address, nodes.Services);
    }

    public async Task DisposeAsync() => await _visitor.DisposeAsync();

    [Fact]
    public async Task Everything_works_in_turn_on_both()
    {
        await _visitor.SignInAsync();
        await UnlinkAsync("ipernity");
        await _visitor.LinkIpernityAsync();
        await Visitor.PressAsync(_visitor.Card("ipernity"), "Albums");
        await _visitor.ShouldSeeAsync("Albums");
        nodes.Site.Served.Select(static served => served.Node).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public async Task What_one_node_began_the_other_ends_and_neither_takes_it_twice()
    {
        foreach (var (begins, ends) in new[] { (0, 1), (1, 0) })
        {
            await using var person = await Visitor.ComeAsync(chromium, nodes.Site.Address, nodes.Services);
            nodes.Site.Only = begins;
            await person.PressAsync("Sign in with Last.fm");
            var callback = await person.CatchCallbackAsync();
            nodes.Site.Only = ends;
            await person.Page.GotoAsync(callback);
            await person.ShouldSeeAsync("Your accounts");
            foreach (var node in new[] { ends, begins })
            {
                nodes.Site.Only = node;
                await person.Page.GotoAsync(callback);
                await person.ShouldSeeAsync("This was done before");
            }
        }
    }

    [Fact]
    public async Task A_database_that_is_gone_is_told_and_what_was_granted_waits_for_it()
    {
        await _visitor.SignInAsync();
        await UnlinkAsync("ipernity");
        await UnlinkAsync("lastfm");
        await _visitor.PressAsync("Link ipernity");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Is this your account?");
        await nodes.Database.StopAsync(immediately: true);
        await _visitor.PressAsync("Yes, link it");
        (await _visitor.Page.Locator("[role=alert]").InnerTextAsync()).Should().Contain("store can't be reached");
        var tab = await _visitor.OpenTabAsync();
        await _visitor.ShouldSeeAsync("Your accounts", tab);
        (await tab.Locator("[role=alert]").InnerTextAsync()).Should().Contain("load this page again in a moment");
        await nodes.Database.StartAsync();
        await _visitor.PressAsync("Yes, link it");
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Linked");
        await _visitor.PressAsync("Link Last.fm");
        await _visitor.Page.Locator("button[value=allow]").WaitForAsync();
        await nodes.Database.StopAsync(immediately: true);
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Not just now");
        await nodes.Database.StartAsync();
        await _visitor.Page.ReloadAsync();
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked");
    }

    private async Task UnlinkAsync(string service)
    {
        while (await _visitor.Card(service).Locator("text=Unlink").CountAsync() > 0)
        {
            await Visitor.PressAsync(_visitor.Card(service), "Unlink");
            await Visitor.PressAsync(_visitor.Page.Locator("main form"), "Unlink");
            await _visitor.ShouldSeeAsync("Your accounts");
        }
    }
}
