using System.Threading.RateLimiting;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Extensions.Tests.Registration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>Plugins that were loaded, their libraries and their instances.</summary>
public sealed class LoadingTests : IDisposable
{
    private readonly PluginBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_plugin_works_with_another_version_of_a_library_that_the_host_uses_too()
    {
        var service = new FixtureService();
        await using var host = new PluginHostBench(_bench.With("Conflicting"), "fixture", service);
        var key = await host.SignInAsync("fixture");
        service.Heard[^1].Should().EndWith("&library=8.5.2%2F8.0");
        typeof(RateLimiter).Assembly.GetName().Version!.Major.Should().Be(10);
        VersionOf(new ResiliencePipelineBuilder().Build()).Should().StartWith("8.9.1");
        await host.CallAsync("https://fixture.example/things?page=2", key);
        service.Heard[^1].Should().Contain("page=2").And.Contain("token=t1");
    }

    [Fact]
    public void A_file_that_is_loaded_is_not_held_open()
    {
        _bench.With("Conflicting").Faults().Should().BeEmpty();
        var file = _bench.PathOf("Conflicting/Frob.Fixture.Conflicting.dll");
        using (File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            _bench.Faults().Should().ContainSingle().Which.Message.Should().StartWith("can't be read");
        _bench.Faults().Should().BeEmpty();
    }

    [Fact]
    public async Task A_recipe_is_an_instance_where_it_is_configured_and_as_often()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppName"] = "Tests",
            ["AppVersion"] = "1.0",
            ["ipernity:ApiKey"] = RegistrationBench.Key,
            ["ipernity:SharedSecret"] = RegistrationBench.Shared,
            ["second:format"] = "xml",
        }).Build();
        await using var services = new ServiceCollection().AddFrob(frob => frob
            .AddProvidersFrom(_bench.With("LastFm", "Ipernity").Root, static r => r.AllowAny())
            .AddInstance("lastfm", PluginBench.Fill)
            .AddInstance("lastfm", o =>
            {
                PluginBench.Fill(o);
                o.Name = "second";
                o.Settings["api"] = "https://second.example/2.0/";
            })
            .BindFrom(section)).BuildServiceProvider();
        services.GetRequiredService<FrobPlugins>().Loaded.Should().BeEquivalentTo(
        [
            new LoadedPlugin("ipernity", "Ipernity/Auth.Frob.Ipernity.dll", "0.1.0.0", "0.1", ["ipernity"], ["ipernity"]),
            new LoadedPlugin("lastfm", "LastFm/Auth.Frob.LastFm.dll", "0.1.0.0", "0.1", ["lastfm", "librefm", "listenbrainz"], ["lastfm", "second"]),
        ]);
        services.GetRequiredService<FrobClients>().Names.Should().Equal("ipernity", "lastfm", "second");
    }

    [Fact]
    public async Task Plugins_that_nothing_configures_are_loaded_and_make_no_instance()
    {
        var services = new ServiceCollection();
        _bench.With("LastFm").Register(services);
        await using var built = services.BuildServiceProvider();
        built.GetRequiredService<FrobPlugins>().Loaded.Should().ContainSingle().Which.Instances.Should().BeEmpty();
    }

    [Fact]
    public void A_second_directory_adds_to_the_first_and_may_not_repeat_it()
    {
        using var second = new PluginBench().With("Ipernity");
        var services = new ServiceCollection();
        _bench.With("LastFm").Register(services);
        second.Register(services);
        var again = () => second.Register(services);
        again.Should().Throw<FrobUsageException>().WithMessage("*is called 'ipernity' as Ipernity/Auth.Frob.Ipernity.dll 0.1.0.0 is*");
    }

    [Fact]
    public void An_instance_of_a_recipe_that_no_plugin_has_is_refused()
    {
        var adding = () => new ServiceCollection().AddFrob(frob => frob
            .AddProvidersFrom(_bench.With("Ipernity").Root, static r => r.AllowAny()).AddInstance("lastfm"));
        adding.Should().Throw<FrobUsageException>().WithMessage("*no plugin that was loaded has this recipe; there are: ipernity*");
    }

    private static string VersionOf(object of) => System.Diagnostics.FileVersionInfo.GetVersionInfo(of.GetType().Assembly.Location).ProductVersion!;
}
