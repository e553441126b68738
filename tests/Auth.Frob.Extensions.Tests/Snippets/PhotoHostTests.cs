using Auth.Frob.Errors;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Snippets;

/// <summary>The pages' code for a host, run against the simulated services.</summary>
public sealed class PhotoHostTests : IDisposable
{
    private static readonly SimulatedApp App = new("00000000000000000000000000000001", "ssssssssssssssssssssssssssssssss");
    private static readonly SimulatedUser Alice = new("alice", "p@ss w0rd") { Id = "1" };

    private readonly ManualTimeProvider _clock = new();
    private readonly SimulatedLastFm _lastFm;
    private readonly SimulatedIpernity _ipernity;
    private readonly List<GrantKey> _askedToSignIn = [];
    private readonly ServiceProvider _services;

    public PhotoHostTests()
    {
        _lastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Time = _clock, Apps = [App], Users = [Alice] });
        _ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Time = _clock, Apps = [App], Users = [Alice] });
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Frob:AppName"] = "PhotoHost", ["Frob:AppVersion"] = "1.0",
            ["Frob:lastfm:ApiKey"] = App.Key, ["Frob:lastfm:SharedSecret"] = App.Secret,
            ["Frob:ipernity:ApiKey"] = App.Key, ["Frob:ipernity:SharedSecret"] = App.Secret,
        }).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock);
        PhotoHost.Register(services, configuration);
        PhotoHost.Watch(services, _askedToSignIn.Add);
        foreach (var name in new[] { FrobHttpClients.NameOf("lastfm"), "scrobbler" })
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(_lastFm));
        services.AddHttpClient(FrobHttpClients.NameOf("ipernity")).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(_ipernity));
        _services = services.BuildServiceProvider();
    }

    private IGrantStore Store => _services.GetRequiredService<IGrantStore>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task The_page_s_host_makes_a_signed_call()
    {
        var told = new List<string>();
        using var reply = await LoveAsync(await SignInAsync(), told.Add);
        reply.IsSuccessStatusCode.Should().BeTrue();
        _lastFm.Calls.Should().EndWith("track.love");
        told.Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_s_host_hears_once_that_a_grant_is_dead()
    {
        var told = new List<string>();
        var grant = await SignInAsync();
        _lastFm.Grants.Revoke(grant.Token.Reveal());
        using var reply = await LoveAsync(grant, told.Add);
        told.Should().ContainSingle().Which.Should().Contain("sign in again");
        _askedToSignIn.Should().Equal(GrantKey.For(grant, "u1"));
        (await Store.FindAsync(GrantKey.For(grant, "u1")))!.Health.Kind.Should().Be(GrantHealthKind.Dead);
    }

    [Fact]
    public async Task The_page_s_host_asks_for_more()
    {
        var client = _services.GetRequiredKeyedService<FrobClient>("ipernity");
        var first = (await client.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = Permissions.None.With("blog", PermissionLevel.Read) })).Value!;
        await new PageVisitor(new HttpMessageInvoker(new SimulatedServiceHandler(_ipernity)), "alice", "p@ss w0rd").VisitAsync(first.ConsentUri.Reveal());
        var grant = (await client.ExchangeAsync(first, ConsentReturn.None)).Value!;
        var more = await PhotoHost.AskForMoreAsync(client, grant);
        more!.ConsentUri.Reveal().Query.Should().Contain("perm_blog=read").And.Contain("perm_doc=write").And.NotContain(grant.Token.Reveal());
    }

    [Fact]
    public async Task The_package_s_page_works_with_any_recipe()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Frob:AppName"] = "PhotoHost", ["Frob:AppVersion"] = "1.0",
            ["Frob:my-service:ApiKey"] = App.Key, ["Frob:my-service:SharedSecret"] = App.Secret,
        }).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock);
        PhotoHost.RegisterAny(services, configuration, LastFmRecipe.Provider with { Id = "my-service" });
        foreach (var name in new[] { FrobHttpClients.NameOf("my-service"), "calls" })
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(_lastFm));
        await using var host = services.BuildServiceProvider();
        var client = host.GetRequiredKeyedService<FrobClient>("my-service");
        var grant = (await client.SignInAsync(new SignInRequest { Username = "alice", Password = new("p@ss w0rd") })).Value!;
        var told = new List<FrobErrorKind>();
        using var reply = await PhotoHost.ListAsync(
            (host.GetRequiredService<IGrantStore>(), host.GetRequiredService<IHttpClientFactory>().CreateClient("calls")), grant,
            ("u1", client.ApiAddress), Permissions.None, (kind, _) => told.Add(kind));
        // The simulated service has no such method, and says so in the body.
        told.Should().Equal(FrobErrorKind.Unsupported);
        reply.RequestMessage!.RequestUri!.Query.Should().Be("?method=photos.list");
    }

    private async Task<Grant> SignInAsync() => (await _services.GetRequiredKeyedService<FrobClient>("lastfm")
        .SignInAsync(new SignInRequest { Username = "alice", Password = new("p@ss w0rd") })).Value!;

    private Task<HttpResponseMessage> LoveAsync(Grant grant, Action<string> tell) => PhotoHost.LoveAsync(
        Store, _services.GetRequiredService<IHttpClientFactory>().CreateClient("scrobbler"), grant, ("u1", "KITANO REM", "RAINSICK"), tell);
}
