using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>From a few lines of registration to a grant, over simulated services.</summary>
public sealed class AddFrobTests
{
    [Fact]
    public async Task Two_providers_sign_in_over_their_named_clients_in_a_bare_container()
    {
        var lastFm = SimulatedLastFm(Key);
        var ipernity = SimulatedIpernity(Key);
        await using var services = new ServiceCollection()
            .AddFrob(frob => frob.AddLastFm(OfLastFm()).AddIpernity(OfIpernity()))
            .Behind("lastfm", lastFm).Behind("ipernity", ipernity)
            .BuildServiceProvider();
        var clients = services.GetRequiredService<FrobClients>();
        var mobile = await clients["lastfm"].SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") });
        mobile.Value!.Account.Name.Should().Be("alice");
        var pending = (await clients["ipernity"].BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        using var browser = new HttpMessageInvoker(new SimulatedServiceHandler(ipernity));
        await new PageVisitor(browser, "alice", "p@ss w0rd").VisitAsync(pending.ConsentUri.Reveal());
        var grant = await clients["ipernity"].ExchangeAsync(pending, ConsentReturn.None);
        grant.Value!.Instance.Should().Be("ipernity");
    }
}
