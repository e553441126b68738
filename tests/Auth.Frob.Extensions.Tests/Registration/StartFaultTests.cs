using Auth.Frob.Errors;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.LastFm;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>What is wrong is said at registration or at start, with what to write instead.</summary>
public sealed class StartFaultTests
{
    [Fact]
    public void Two_instances_of_one_name_are_refused_at_registration_and_told_what_to_write() =>
        new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()))
            .Invoking(s => s.AddFrob(frob => frob.AddLibreFm(OfLastFm("lastfm"))))
            .Should().Throw<FrobUsageException>().WithMessage("lastfm: Name: *o.Name = \"...\"*");

    [Fact]
    public void A_name_that_changes_after_registration_is_a_fault()
    {
        var names = new Queue<string>(["first", "second"]);
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(o =>
        {
            Fill(o);
            o.Name = names.Dequeue();
        }));
        using var services = collection.BuildServiceProvider();
        // Who asks again is told again.
        for (var i = 0; i < 2; i++)
        {
            services.Invoking(s => s.GetRequiredService<FrobClients>()).Should().Throw<FrobUsageException>()
                .Which.Faults.Should().ContainSingle().Which.ToString().Should().StartWith("first: Name: was another at registration");
        }
    }

    [Fact]
    public void A_limiter_for_an_instance_that_is_not_there_is_a_fault() =>
        new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()).Services.AddFrob(again => again.UseLimiter("lastfn", static _ => null!)))
            .FaultsOf().Should().ContainSingle().Which.ToString().Should().Be("lastfn: UseLimiter: there is no instance of this name; there are: lastfm");

    [Fact]
    public async Task A_generic_host_names_every_fault_at_its_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFrob(frob => frob.AddLastFm().AddLibreFm(OfLastFm()).Add(Recipe, "plain"));
        using var host = builder.Build();
        var failures = (await host.Invoking(h => h.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures;
        failures.Should().Contain(f => f.StartsWith("lastfm: ApiKey:")).And.Contain(f => f.StartsWith("plain: AppName:"))
            .And.NotContain(f => f.StartsWith("librefm"));
    }

    [Fact]
    public async Task A_generic_host_starts_with_what_is_right()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddFrob(frob => frob.AddLastFm(OfLastFm()));
        using var host = builder.Build();
        await host.StartAsync();
        host.Services.GetRequiredService<FrobClients>().Names.Should().Equal("lastfm");
        await host.StopAsync();
    }

    [Fact]
    public void Signing_for_an_unknown_instance_or_a_provider_without_GrantUse_is_a_fault()
    {
        var collection = new ServiceCollection().AddFrob(frob =>
        {
            frob.AddLastFm(OfLastFm()).Add(Recipe with { Id = "mute", DisplayName = "Mute", Use = null }, configure: Fill);
            frob.Registry.SigningInstances.UnionWith(["lastfm", "mute", "lastfn"]);
        });
        var faults = collection.FaultsOf();
        faults.Select(f => (f.Instance, f.Property)).Should().Equal(("lastfn", "AddFrobSigning"), ("mute", "AddFrobSigning"));
        faults[0].Message.Should().Contain("there are: lastfm, mute");
        faults[1].Message.Should().StartWith("Mute ").And.Contain("GrantUse");
    }

    [Fact]
    public void The_hosts_own_validation_of_an_instance_is_one_fault_among_the_others()
    {
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()).Add(Recipe, "plain"));
        collection.AddOptions<LastFmOptions>("lastfm").Validate(static _ => false, "the host says no");
        collection.FaultsOf().Select(f => f.ToString()).Should().Contain("lastfm: options: the host says no")
            .And.Contain(f => f.StartsWith("plain: ApiKey"));
    }

    [Fact]
    public void What_the_host_registered_first_stays()
    {
        using var clients = new FrobBuilder().AddLastFm(OfLastFm("mine")).Build();
        using var services = new ServiceCollection().AddSingleton(clients).AddFrob(frob => frob.AddLastFm()).BuildServiceProvider();
        services.GetRequiredService<FrobClients>().Should().BeSameAs(clients);
    }
}
