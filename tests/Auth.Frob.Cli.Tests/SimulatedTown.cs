using Auth.Frob.Cli.Hosting;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.Cli.Tests;

/// <summary>Simulated services that listen on the loopback address, for a login to go to.</summary>
internal sealed class SimulatedTown : IAsyncDisposable
{
    private readonly SimulatorHost _host;
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

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
