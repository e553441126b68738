using System.Runtime.CompilerServices;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Extensions.Tests.Registration;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>What is left of a plugin that was unloaded: nothing.</summary>
public sealed class UnloadTests
{
    [Fact]
    public async Task An_unloaded_plugin_is_collected_after_a_sign_in()
    {
        using var bench = new PluginBench().With("LastFm");
        await using var services = Host(bench);
        var context = await SignInAndUnloadAsync(services);
        PluginBench.IsCollected(context).Should().BeTrue();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> SignInAndUnloadAsync(ServiceProvider services)
    {
        var client = services.GetRequiredService<FrobClients>()["lastfm"];
        var grant = await client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") });
        grant.Value!.Account.Name.Should().Be("alice");
        var context = PluginBench.ContextOf(services, "lastfm");
        services.GetRequiredService<FrobPlugins>().Unload("lastfm").Should().BeTrue();
        return context;
    }

    private static ServiceProvider Host(PluginBench bench)
    {
        var services = new ServiceCollection();
        bench.Register(services);
        return services.AddFrob(frob => frob.AddInstance("lastfm", PluginBench.Fill))
            .Behind("lastfm", RegistrationBench.SimulatedLastFm(RegistrationBench.Key))
            .BuildServiceProvider();
    }
}
