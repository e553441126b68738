using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>A node that is killed while somebody links an account.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DyingNodeTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(20);
    private readonly TwoNodes _nodes = new() { ServicesTime = new HeldTime(Held) };

    public Task InitializeAsync() => _nodes.InitializeAsync();

    public Task DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task A_node_killed_while_it_exchanges_loses_nothing_that_was_stored_and_the_other_goes_on()
    {
        await using var visitor = await Visitor.ComeAsync(chromium, _nodes.Site.Address, _nodes.Services);
        await visitor.SignInAsync();
        await visitor.LinkIpernityAsync();
        _nodes.Site.Only = 0;
        await using var second = await Visitor.ComeAsync(chromium, _nodes.Site.Address, _nodes.Services);
        await second.PressAsync("Sign in with Last.fm");
        var waiting = await second.CatchCallbackAsync();
        await visitor.PressAsync("Sign out");
        await visitor.PressAsync("Sign in with Last.fm");
        _nodes.Services.LastFm.Faults.Next("auth.getSession", Fault.Slow with { Delay = Held });
        // The click ends with the answer, and there is none while the node lives.
        var deciding = visitor.DecideAsync();
        await ((HeldTime)_nodes.ServicesTime).Reached;
        await _nodes.KillAsync(0);
        await deciding;
        await visitor.ShouldSeeAsync("The node is gone");
        await visitor.Page.ReloadAsync();
        await visitor.ShouldSeeAsync("This was done before");
        await visitor.SignInAsync();
        (await visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked");
        (await visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Alice Example").And.Contain("Linked");
        await second.Page.GotoAsync(waiting);
        await second.ShouldSeeAsync("Your accounts");
        (await second.Card("ipernity").InnerTextAsync()).Should().Contain("Alice Example");
    }
}
