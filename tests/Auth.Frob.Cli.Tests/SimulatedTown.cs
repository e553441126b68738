using Auth.Frob.Cli.Hosting;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.Cli.Tests;

/// <summary>Simulated services that listen on the loopback address, for a login to go to.</summary>
internal sealed class SimulatedTown : IAsyncDisposable
{
    private readonly SimulatorHost _host;
    private bool _isClosed;
    private readonly IReadOnlyList<SimulatedSite> _sites;

    private SimulatedTown(SimulatorHost host, IReadOnlyList<SimulatedSite> sites)
    {
        _host = host;
        _sites = sites;
    }

    public SimulatedSite this[string name] => _sites.Single(s => s.Name == name);

    public string Callback => new Uri(_host.Address, "/callback").AbsoluteUri;

    public Uri Address => _host.Address;

    public static async Task<SimulatedTown> StartAsync(TimeProvider? time = null)
    {
        var sites = Services.Simulate(new SimulationOrder { Time = time ?? TimeProvider.System });
        var host = await SimulatorHost.StartAsync([.. sites.Select(s => s.Route)], 0, c => c.Response.WriteAsync("here"));
        return new SimulatedTown(host, [.. sites.Select(s => s.WithCallback(new Uri(host.Address, "/callback").AbsoluteUri))]);
    }

    /// <summary>A login's command line for a service here, with the key in the environment.</summary>
    public string[] Login(CommandBench bench, string name, string flow, params string[] more)
    {
        var site = this[name];
        var known = new KnownProvider(site.Recipe);
        bench.Variables[known.KeyVariable] = site.App.Key;
        bench.Variables[known.SecretVariable] = site.App.Secret;
        return ["login", site.Recipe.Id, "--flow", flow, .. site.Addresses(Address).SelectMany(a => new[] { "--set", $"{a.Setting}={a.Address}" }), .. more];
    }

    /// <summary>Keeps key, secret and addresses of a service here, as a person would once.</summary>
    public async Task<Ran> ConfigureAsync(CommandBench bench, string name)
    {
        using var configure = bench.Next();
        var login = Login(configure, name, "any");
        return await configure.StartAsync(["configure", login[1], .. login[4..]]);
    }

    /// <summary>Configures, and signs alice in with her password; what follows needs neither variables nor addresses.</summary>
    public async Task SignInAsync(CommandBench bench)
    {
        (await ConfigureAsync(bench, "lastfm")).Exit.Should().Be(ExitCode.Done);
        using var login = bench.Next();
        login.Variables["FROB_PASSWORD"] = this["lastfm"].User.Password;
        var ran = await login.StartAsync("login", "lastfm", "--flow", "mobile", "--username", "alice");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
    }

    /// <summary>The options by which a command finds a service here, with the key in the environment.</summary>
    public string[] At(CommandBench bench, string name) => Login(bench, name, "")[4..];

    /// <summary>Signs in at a service here as an application would, and keeps the grant in the bench's store.</summary>
    public async Task<StoredGrant> KeepAsync(CommandBench bench, string name, string? flow = null)
    {
        var site = this[name];
        Login(bench, name, "");
        using var clients = Demo.Clients(site, Address, bench.Around.Time);
        var client = clients[site.Recipe.Id];
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = flow ?? site.Recipe.Flows[0].Name, Permissions = site.Asks })).Value!;
        var redirect = await CommandBench.AllowAsync(site, pending.ConsentUri.Reveal().AbsoluteUri);
        var grant = (await client.ExchangeAsync(pending, redirect is null ? ConsentReturn.None : ConsentReturn.Redirect(redirect))).Value!;
        using var store = bench.OpenStore();
        return (await store.Grants.PutAsync(GrantKey.For(grant), grant))!;
    }

    /// <summary>Closes the services while somebody still knows their addresses.</summary>
    public async ValueTask CloseAsync()
    {
        if (!_isClosed)
            await _host.DisposeAsync();
        _isClosed = true;
    }

    public ValueTask DisposeAsync() => CloseAsync();
}
