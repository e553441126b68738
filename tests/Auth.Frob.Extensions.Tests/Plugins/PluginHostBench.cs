using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>A host with plugins in a whole container, as its author writes it.</summary>
internal sealed class PluginHostBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public PluginHostBench(PluginBench bench, string instance, HttpMessageHandler service, InMemoryGrantStore? store = null)
    {
        var services = new ServiceCollection();
        services.AddFrob(frob => frob.AddProvidersFrom(bench.Root, static r => r.AllowAny()).AddInstance(instance, PluginBench.Fill));
        services.AddHttpClient("Auth.Frob:" + instance).ConfigurePrimaryHttpMessageHandler(() => service);
        services.AddHttpClient("calls").ConfigurePrimaryHttpMessageHandler(() => service).AddFrobSigning(instance);
        services.AddSingleton<IGrantStore>(store ?? new InMemoryGrantStore());
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public FrobClients Clients => _services.GetRequiredService<FrobClients>();

    public FrobPlugins Plugins => _services.GetRequiredService<FrobPlugins>();

    public IGrantStore Store => _services.GetRequiredService<IGrantStore>();

    public async Task<GrantKey> SignInAsync(string instance)
    {
        var grant = (await Clients[instance].SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") })).Value!;
        return (await Store.PutAsync(GrantKey.For(grant), grant))!.Key;
    }

    public async Task<string> CallAsync(string address, GrantKey key)
    {
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("calls");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await client.SendAsync(request.WithGrant(key));
        return await response.Content.ReadAsStringAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
