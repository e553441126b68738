using System.Collections.Concurrent;
using System.Security.Claims;
using Auth.Frob.AspNetCore.Links;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A site with both providers and one that nobody ships, and the services that it talks to, all in this process.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    public const string Key = "00000000000000000000000000000001";
    public const string Shared = "ssssssssssssssssssssssssssssssss";
    public const string Password = "p@ss w0rd";

    private readonly SiteSetup _setup;
    private readonly List<IDisposable> _made = [];
    private WebApplication _app = null!;

    private TestSite(SiteSetup setup) => _setup = setup;

    public SiteSetup Parts => _setup;

    public ManualTimeProvider Clock => _setup.Clock;

    public ConcurrentQueue<string> Logged { get; } = new();

    public static async Task<TestSite> StartAsync(Action<SiteSetup>? change = null, bool routesLater = false)
    {
        var setup = new SiteSetup { RoutesLater = routesLater };
        change?.Invoke(setup);
        return await StartAsync(setup);
    }

    /// <summary>Another node of the same site: the same services, store, records and clock; keys as the setup says.</summary>
    public static async Task<TestSite> StartAsync(SiteSetup setup)
    {
        var site = new TestSite(setup);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new LogKeeper(site.Logged));
        site.Add(builder.Services);
        site._app = builder.Build();
        site.Map();
        await site._app.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _made)
            made.Dispose();
        await _app.DisposeAsync();
    }

    public Browser NewBrowser(string address = "https://site.test")
    {
        var browser = new Browser(_app.GetTestServer(), address);
        _made.Add(browser);
        return browser;
    }

    /// <summary>What the person does at the service: allows, and is sent back to the address that this gives.</summary>
    public async Task<string> AllowAsync(Page begun, string name = "alice")
    {
        var consent = new Uri(begun.Location!);
        SimulatedService service = consent.Host.Contains("last.fm", StringComparison.Ordinal) ? _setup.LastFm : _setup.Ipernity;
        using var transport = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        var back = (await new PageVisitor(transport, name, Password).VisitAsync(consent)).Redirect!;
        return back.PathAndQuery;
    }

    /// <summary>A whole sign-in or link, from the site and back to it.</summary>
    public async Task<Page> GoAsync(Browser browser, string path, string name = "alice") =>
        await browser.GetAsync(await AllowAsync(await browser.GetAsync(path), name));

    public ValueTask<IReadOnlyList<StoredGrant>> LinksOfAsync(string owner) => _setup.Store.ListAsync(owner);

    private void Add(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IGrantStore>(_setup.Store);
        services.AddSingleton<IUsedFlows>(_setup.Flows);
        services.Configure<KeyManagementOptions>(o => o.XmlRepository = _setup.Keys);
        services.AddFrob(frob => frob.Named("Tests", "1.0")
            .AddLastFm(o => (o.ApiKey, o.SharedSecret) = (Key, Shared))
            .AddIpernity(o => (o.ApiKey, o.SharedSecret) = (Key, Shared))
            .Add(EchoService.Recipe, null, o => o.ApiKey = Key));
        Carry(services, "lastfm", () => new SimulatedServiceHandler(_setup.LastFm));
        Carry(services, "ipernity", () => new SimulatedServiceHandler(_setup.Ipernity));
        Carry(services, "echo", () => _setup.Echo);
        services.AddAuthorization();
        services.AddAuthentication("Cookies").AddCookie("Cookies")
            .AddFrob("lastfm", o => _setup.OnLastFm?.Invoke(o))
            .AddFrob("ipernity", o => _setup.OnIpernity?.Invoke(o))
            .AddFrob("echo", o => _setup.OnEcho?.Invoke(o));
        _setup.OnServices?.Invoke(services);
    }

    public static void Carry(IServiceCollection services, string instance, Func<HttpMessageHandler> handler) =>
        services.AddHttpClient(FrobHttpClients.NameOf(instance)).ConfigurePrimaryHttpMessageHandler(handler).SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    private void Map()
    {
        _setup.OnApp?.Invoke(_app);
        if (!_setup.RoutesLater)
            _app.UseRouting();
        _app.UseAuthentication();
        if (_setup.RoutesLater)
            _app.UseRouting();
        _app.UseAuthorization();
        _app.MapGet("/login/{scheme}", (string scheme, string? returnUrl) =>
            Results.Challenge(new AuthenticationProperties { RedirectUri = returnUrl ?? "/me" }, [scheme]));
        _app.MapGet("/link/{scheme}", (string scheme, string? returnUrl) =>
            Results.Challenge(FrobLink.Properties(returnUrl ?? "/me"), [scheme]));
        _app.MapGet("/local/{name}", (string name) => Results.SignIn(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, name)], "local"))));
        _app.MapGet("/me", (ClaimsPrincipal user) => Results.Text(string.Join('\n', user.Claims.Select(static c => $"{c.Type}={c.Value} ({c.Issuer})"))));
        _app.MapGet("/tokens", async (HttpContext context, ClaimsPrincipal _) =>
            Results.Text(string.Join('\n', (await context.AuthenticateAsync()).Properties!.GetTokens().Select(static t => $"{t.Name}={t.Value}"))));
        _app.MapFrobLinks();
    }
}
