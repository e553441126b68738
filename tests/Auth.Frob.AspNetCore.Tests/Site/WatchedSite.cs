using System.Collections.Concurrent;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A site that writes down every failure that its events are told.</summary>
internal sealed class WatchedSite : IAsyncDisposable
{
    private readonly ConcurrentQueue<FrobCallbackException> _failures = new();

    public TestSite Site { get; private set; } = null!;

    public FrobCallbackException[] Failures => [.. _failures];

    public IEnumerable<FrobCallbackFault> Faults => _failures.Select(static f => f.Fault);

    public static async Task<WatchedSite> StartAsync(Action<SiteSetup>? change = null)
    {
        var watch = new WatchedSite();
        var setup = new SiteSetup();
        change?.Invoke(setup);
        setup.OnLastFm += watch.Watch;
        setup.OnIpernity += watch.Watch;
        setup.OnEcho += watch.Watch;
        watch.Site = await TestSite.StartAsync(setup);
        return watch;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private void Watch(FrobAuthenticationOptions options) => options.Events.OnRemoteFailure = context =>
    {
        _failures.Enqueue((FrobCallbackException)context.Failure!);
        return Task.CompletedTask;
    };
}
