using System.Runtime.CompilerServices;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Tests.Registration;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>What is left of a plugin that was unloaded: the grants that were made with it, and nothing of itself.</summary>
public sealed class UnloadTests : IDisposable
{
    private const string Api = "https://ws.audioscrobbler.com/2.0/?method=user.getInfo&format=json";

    private readonly PluginBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_plugin_that_was_never_used_is_collected()
    {
        await using var host = LastFm();
        (await PluginBench.IsCollectedAsync(Unload(host, "lastfm"))).Should().BeTrue();
    }

    [Fact]
    public async Task An_unloaded_plugin_is_collected_after_sign_ins_and_signed_calls()
    {
        await using var host = LastFm();
        (await PluginBench.IsCollectedAsync(await UseAndUnloadAsync(host))).Should().BeTrue();
    }

    [Fact]
    public async Task A_plugin_with_a_library_of_its_own_is_collected_with_it()
    {
        await using var host = new PluginHostBench(_bench.With("Conflicting"), "fixture", new FixtureService());
        await host.SignInAsync("fixture");
        (await PluginBench.IsCollectedAsync(Unload(host, "fixture"))).Should().BeTrue();
    }

    [Fact]
    public async Task A_client_that_somebody_holds_keeps_the_plugin()
    {
        await using var host = LastFm();
        var held = host.Clients["lastfm"];
        var context = Unload(host, "lastfm");
        (await PluginBench.IsCollectedAsync(context)).Should().BeFalse();
        held.Instance.Should().Be("lastfm");
    }

    [Fact]
    public async Task A_call_that_runs_ends_with_its_result_and_then_the_plugin_goes()
    {
        var service = new HeldService(new SimulatedServiceHandler(RegistrationBench.SimulatedLastFm(RegistrationBench.Key)));
        await using var host = new PluginHostBench(_bench.With("LastFm"), "lastfm", service);
        (await PluginBench.IsCollectedAsync(await UnloadInFlightAsync(host, service))).Should().BeTrue();
    }

    [Fact]
    public async Task The_grant_of_an_unloaded_plugin_is_kept_and_has_no_provider()
    {
        await using var host = LastFm();
        var key = await host.SignInAsync("lastfm");
        host.Plugins.Unload("lastfm").Should().BeTrue();
        var calling = () => host.CallAsync(Api, key);
        (await calling.Should().ThrowAsync<FrobCallException>()).Which.Error.Should().BeEquivalentTo(
            new { Kind = FrobErrorKind.Mismatch, Cause = "no provider for this grant: there is no instance 'lastfm'" });
        var kept = await host.Store.FindAsync(key);
        kept!.Health.Should().Be(GrantHealth.Live);
        host.Plugins.Loaded.Should().BeEmpty();
        host.Clients.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_begun_before_is_exchanged_by_a_host_that_loads_the_plugin_again()
    {
        var service = RegistrationBench.SimulatedLastFm(RegistrationBench.Key);
        string kept;
        await using (var host = new PluginHostBench(_bench.With("LastFm"), "lastfm", new SimulatedServiceHandler(service)))
        {
            var begun = (await host.Clients["lastfm"].BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
            using var browser = new HttpMessageInvoker(new SimulatedServiceHandler(service));
            await new PageVisitor(browser, "alice", "p@ss w0rd").VisitAsync(begun.ConsentUri.Reveal());
            kept = begun.ToEnvelope();
            host.Plugins.Unload("lastfm").Should().BeTrue();
        }
        await using var again = new PluginHostBench(_bench, "lastfm", new SimulatedServiceHandler(service));
        var grant = await again.Clients["lastfm"].ExchangeAsync(PendingConsent.FromEnvelope(kept), ConsentReturn.None);
        grant.Value!.Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task A_newer_plugin_says_of_an_older_grant_that_its_flow_is_gone()
    {
        var store = new InMemoryGrantStore();
        GrantKey key;
        await using (var host = new PluginHostBench(_bench.With("Conflicting"), "fixture", new FixtureService(), store))
            key = await host.SignInAsync("fixture");
        Directory.Delete(_bench.PathOf("Conflicting"), true);
        await using var newer = new PluginHostBench(_bench.With("Newer"), "fixture", new FixtureService(), store);
        newer.Plugins.Loaded.Should().ContainSingle().Which.Version.Should().Be("2.0.0.0");
        var calling = () => newer.CallAsync("https://fixture.example/things", key);
        var refused = (await calling.Should().ThrowAsync<FrobCallException>()).Which.Error;
        refused.Kind.Should().Be(FrobErrorKind.Mismatch);
        refused.Cause.Should().Contain("has no flow 'password' any more");
        (await newer.Store.FindAsync(key))!.Health.Should().Be(GrantHealth.Live);
    }

    [Fact]
    public async Task Of_many_that_unload_at_once_one_is_told_so()
    {
        await using var host = LastFm();
        var told = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => host.Plugins.Unload("lastfm"))));
        told.Count(static was => was).Should().Be(1);
        host.Plugins.Unload("unheard-of").Should().BeFalse();
    }

    private PluginHostBench LastFm() => new(
        _bench.With("LastFm"), "lastfm", new SimulatedServiceHandler(RegistrationBench.SimulatedLastFm(RegistrationBench.Key)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Unload(PluginHostBench host, string plugin)
    {
        var context = PluginBench.ContextOf(host.Services, plugin);
        host.Plugins.Unload(plugin).Should().BeTrue();
        return context;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UseAndUnloadAsync(PluginHostBench host)
    {
        var key = await host.SignInAsync("lastfm");
        for (var i = 0; i < 5; i++)
            (await host.CallAsync(Api, key)).Should().Contain("alice");
        return Unload(host, "lastfm");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> UnloadInFlightAsync(PluginHostBench host, HeldService service)
    {
        var running = host.Clients["lastfm"].SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") }).AsTask();
        await service.Arrived;
        var context = Unload(host, "lastfm");
        host.Clients.TryGet("lastfm", out _).Should().BeFalse();
        service.Release();
        (await running).Value!.Account.Name.Should().Be("alice");
        return context;
    }
}
