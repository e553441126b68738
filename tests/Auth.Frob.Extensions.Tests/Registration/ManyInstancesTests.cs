using Auth.Frob.Extensions.Registration;
using Auth.Frob.LastFm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>Ten thousand instances cost the container no more than one: counted is what it would walk through each time.</summary>
public sealed class ManyInstancesTests
{
    private const int Many = 10_000;

    private int _configured;

    [Fact]
    public void Ten_thousand_instances_add_no_descriptor_and_no_setup_over_one()
    {
        var one = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm("n-0")));
        var many = new ServiceCollection().AddFrob(frob => Add(frob, Many));
        many.Should().HaveSameCount(one);
        using var few = one.BuildServiceProvider();
        using var services = many.BuildServiceProvider();
        services.GetServices<IConfigureOptions<LastFmOptions>>().Should().ContainSingle();
        services.GetServices<IPostConfigureOptions<LastFmOptions>>().Should().ContainSingle();
        services.GetServices<IConfigureOptions<HttpClientFactoryOptions>>()
            .Should().HaveSameCount(few.GetServices<IConfigureOptions<HttpClientFactoryOptions>>());
    }

    [Fact]
    public void Ten_thousand_instances_are_each_configured_once_and_found_by_name_and_by_key()
    {
        var collection = new ServiceCollection().AddFrob(frob => Add(frob, Many));
        _configured.Should().Be(Many, "the name is learned once each");
        using var services = collection.BuildServiceProvider();
        services.GetRequiredService<IOptionsMonitor<LastFmOptions>>().Get("n-5000").Name.Should().Be("n-5000");
        _configured.Should().Be(Many + 1, "reading one configures one");
        var clients = services.GetRequiredService<FrobClients>();
        _configured.Should().Be(2 * Many);
        for (var i = 0; i < Many; i++)
            services.GetRequiredKeyedService<FrobClient>($"n-{i}").Should().BeSameAs(clients[$"n-{i}"]);
        _configured.Should().Be(2 * Many);
    }

    [Fact]
    public void AddFrob_again_and_again_finds_its_registry_and_adds_up()
    {
        var collection = new ServiceCollection().AddFrob();
        var before = collection.Count;
        for (var i = 0; i < 50; i++)
            collection.AddFrob(frob => frob.Add(Recipe, $"p-{i}", Fill));
        collection.Count.Should().Be(before + 2, "one set-up serves all instances of an options type, before and after the host's");
        using var services = collection.BuildServiceProvider();
        services.GetRequiredService<FrobClients>().Names.Should().HaveCount(50);
    }

    private void Add(FrobServicesBuilder frob, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var fill = OfLastFm($"n-{i}");
            frob.AddLastFm(o =>
            {
                _configured++;
                fill(o);
            });
        }
    }
}
