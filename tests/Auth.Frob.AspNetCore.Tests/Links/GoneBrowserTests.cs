using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.AspNetCore.Tests.Links;

/// <summary>A browser that does not wait for the answer.</summary>
public sealed class GoneBrowserTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_browser_that_goes_away_during_the_exchange_loses_no_link()
    {
        var (asked, go, linked) = (Signal<bool>(), Signal<bool>(), Signal<StoredGrant>());
        await using var site = await TestSite.StartAsync(s =>
        {
            s.Echo.Before = () =>
            {
                asked.TrySetResult(true);
                return go.Task;
            };
            s.OnEcho = o => o.Events.OnLinked = context =>
            {
                linked.SetResult(context.Stored);
                return Task.CompletedTask;
            };
        });
        var browser = site.NewBrowser();
        await browser.GetAsync("/local/carol");
        var back = Echo.BackOf(await browser.GetAsync("/link/echo")) + "&ticket=t";
        using var gone = new CancellationTokenSource();
        var waiting = browser.SendAsync(HttpMethod.Get, back, null, cancellationToken: gone.Token);
        await asked.Task;
        await gone.CancelAsync();
        go.SetResult(true);
        // This server answers when the site has; whether the browser still hears it is not the point.
        await Task.WhenAny(waiting);
        (await linked.Task).Key.Should().Be(new GrantKey("echo", "echo eve", "carol"));
    }

    private static TaskCompletionSource<T> Signal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
