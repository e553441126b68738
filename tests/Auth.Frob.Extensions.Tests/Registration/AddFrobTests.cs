using Auth.Frob.Errors;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>From a few lines of registration to a grant, over simulated services.</summary>
public sealed class AddFrobTests
{
    private static SignInRequest Alice => new() { Username = "alice", Password = new Secret("p@ss w0rd") };

    [Fact]
    public async Task Two_providers_sign_in_over_their_named_clients_in_a_bare_container()
    {
        var ipernity = SimulatedIpernity(Key);
        await using var services = new ServiceCollection()
            .AddFrob(frob => frob.AddLastFm(OfLastFm()).AddIpernity(OfIpernity()))
            .Behind("lastfm", SimulatedLastFm(Key)).Behind("ipernity", ipernity)
            .BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        (await clients["lastfm"].SignInAsync(Alice)).Value!.Account.Name.Should().Be("alice");
        (await DesktopAsync(clients["ipernity"], ipernity)).Value!.Instance.Should().Be("ipernity");
    }

    [Fact]
    public async Task LastFm_and_LibreFm_stand_side_by_side_and_each_has_its_own_service()
    {
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm())).AddFrob(frob => frob.AddLibreFm(OfLastFm()));
        await using var services = collection
            .Behind("lastfm", SimulatedLastFm(Key)).Behind("librefm", SimulatedLastFm(OtherKey)).BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        (await clients["lastfm"].SignInAsync(Alice)).Succeeded.Should().BeTrue();
        (await clients["librefm"].SignInAsync(Alice)).Error!.Kind.Should().Be(FrobErrorKind.InvalidAppKey, "its service knows another key");
    }

    [Fact]
    public async Task Two_ipernity_keys_make_grants_that_the_other_refuses()
    {
        var ipernity = SimulatedIpernity(Key, OtherKey);
        await using var services = new ServiceCollection()
            .AddFrob(frob => frob.AddIpernity(OfIpernity("photos")).AddIpernity(OfIpernity("archive", OtherKey)))
            .Behind("photos", ipernity).Behind("archive", ipernity)
            .BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        var grant = (await DesktopAsync(clients["archive"], ipernity)).Value!;
        clients.For(grant).Value.Should().BeSameAs(clients["archive"]);
        (await clients["photos"].VerifyAsync(grant)).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
    }

    [Fact]
    public async Task A_container_disposes_its_clients_and_takes_the_hosts_clock()
    {
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock).AddFrob(frob => frob.AddLastFm(OfLastFm())).Behind("lastfm", SimulatedLastFm(Key))
            .BuildServiceProvider();
        var client = services.GetRequiredService<FrobClients>()["lastfm"];
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        pending.BeganAt.Should().Be(clock.GetUtcNow());
        var waiting = client.WaitAsync(pending).AsTask();
        await services.DisposeAsync();
        await waiting.Invoking(w => w).Should().ThrowAsync<Exception>("the wait ends with its container");
    }

    [Fact]
    public void A_container_without_instances_has_clients_that_are_empty()
    {
        using var services = new ServiceCollection().AddFrob().BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        clients.Names.Should().BeEmpty();
        clients.Invoking(c => c["none"]).Should().Throw<KeyNotFoundException>();
    }

    [Fact]
    public void Keyed_services_give_each_client_by_name_and_list_the_names_for_an_unknown_one()
    {
        using var services = new ServiceCollection()
            .AddTransient<Scrobbler>()
            .AddFrob(frob => frob.AddLastFm(OfLastFm()).AddLibreFm(OfLastFm()))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        services.GetRequiredService<Scrobbler>().Client.Should().BeSameAs(services.GetRequiredService<FrobClients>()["librefm"]);
        services.Invoking(s => s.GetRequiredKeyedService<FrobClient>("lastfn")).Should().Throw<KeyNotFoundException>()
            .WithMessage("*'lastfn'*lastfm, librefm*");
        services.Invoking(s => s.GetRequiredKeyedService<FrobClient>(7)).Should().Throw<KeyNotFoundException>();
    }

    [Fact]
    public async Task What_was_kept_for_an_instance_that_is_gone_answers_that_there_is_no_provider()
    {
        var ipernity = SimulatedIpernity(Key);
        await using var services = new ServiceCollection()
            .AddFrob(frob => frob.AddIpernity(OfIpernity())).Behind("ipernity", ipernity).BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        var pending = (await clients["ipernity"].BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        clients.For(pending).Value.Should().BeSameAs(clients["ipernity"]);
        var grant = (await DesktopAsync(clients["ipernity"], ipernity)).Value!;
        clients.Remove("ipernity").Should().BeTrue();
        clients.For(grant).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
        clients.For(grant).Error!.Cause.Should().StartWith("no provider for this grant: ");
        clients.For(pending).Error!.Cause.Should().StartWith("no provider for this pending consent: ").And.Contain("'ipernity'");
    }

    [Fact]
    public async Task A_grant_of_another_provider_under_the_same_name_has_no_provider()
    {
        var ipernity = SimulatedIpernity(Key);
        await using var before = new ServiceCollection()
            .AddFrob(frob => frob.AddIpernity(OfIpernity("mine"))).Behind("mine", ipernity).BuildServiceProvider();
        var grant = (await DesktopAsync(before.GetRequiredService<FrobClients>()["mine"], ipernity)).Value!;
        await using var after = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm("mine"))).BuildServiceProvider();
        after.GetRequiredService<FrobClients>().For(grant).Error!.Cause.Should().Contain("is of 'lastfm', not of 'ipernity'");
    }

    private static async Task<FrobResult<Grant>> DesktopAsync(FrobClient client, SimulatedService service)
    {
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        using var browser = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        await new PageVisitor(browser, "alice", "p@ss w0rd").VisitAsync(pending.ConsentUri.Reveal());
        return await client.ExchangeAsync(pending, ConsentReturn.None);
    }

    private sealed class Scrobbler([FromKeyedServices("librefm")] FrobClient client)
    {
        public FrobClient Client => client;
    }
}
