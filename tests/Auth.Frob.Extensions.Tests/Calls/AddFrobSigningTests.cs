using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Tests.Registration;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>A host's container whose named clients sign.</summary>
public sealed class AddFrobSigningTests : IDisposable
{
    private const string Get = $"{CallBench.LastFmApi}?method=user.getInfo&format=json";

    private readonly SimulatedLastFm _service = RegistrationBench.SimulatedLastFm(RegistrationBench.Key);
    private ServiceProvider? _provider;

    public void Dispose() => _provider?.Dispose();

    [Fact]
    public async Task Four_lines_give_a_client_that_signs()
    {
        var services = Services();
        Signing(services);
        var key = await SignInAsync(services);
        using var reply = await SendAsync("scrobbler", new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key));
        (await reply.Content.ReadAsStringAsync()).Should().Contain("alice");
    }

    [Fact]
    public async Task An_address_of_the_client_itself_is_enough()
    {
        var services = Services();
        Signing(services).ConfigureHttpClient(client => client.BaseAddress = new Uri(CallBench.LastFmApi));
        var key = await SignInAsync(services);
        using var reply = await SendAsync("scrobbler", new HttpRequestMessage(HttpMethod.Get, "?method=user.getInfo&format=json").WithGrant(key));
        (await reply.Content.ReadAsStringAsync()).Should().Contain("alice");
    }

    [Fact]
    public async Task Who_registered_hears_of_a_dead_grant_and_a_new_sign_in_goes_on()
    {
        var told = new List<string>();
        var services = Services();
        services.AddFrob(frob => frob.WhenGrantDies((death, _) => Note(told, $"sugar {death.Key.Instance}")));
        services.AddSingleton<GrantDeath>(_ => (death, _) => Note(told, $"service {death.Error.Kind}"));
        Signing(services);
        var key = await SignInAsync(services);
        _service.Grants.RevokeAllOf("alice");
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key);
            if (i == 0)
                (await SendAsync("scrobbler", request)).TryGetFrobError(out _).Should().BeTrue();
            else
                await this.Invoking(t => t.SendAsync("scrobbler", request)).Should().ThrowAsync<FrobCallException>();
        }
        told.Should().Equal("sugar lastfm", "service InvalidGrant");
        await SignInAsync(services);
        using var reply = await SendAsync("scrobbler", new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key));
        reply.TryGetFrobError(out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_client_that_is_told_twice_signs_once()
    {
        var services = Services();
        Signing(services).AddFrobSigning("lastfm");
        var key = await SignInAsync(services);
        using var reply = await SendAsync("scrobbler", new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key));
        reply.IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public void A_client_signs_for_one_instance()
    {
        var services = Services();
        services.AddFrob(frob => frob.AddIpernity(RegistrationBench.OfIpernity()));
        var builder = Signing(services);
        builder.Invoking(b => b.AddFrobSigning("ipernity")).Should().Throw<FrobUsageException>().WithMessage("*signs for 'lastfm' already*another named client*");
    }

    [Fact]
    public void All_clients_at_once_sign_for_nobody() =>
        Services().Invoking(s => s.ConfigureHttpClientDefaults(b => b.AddFrobSigning("lastfm"))).Should().Throw<FrobUsageException>()
            .WithMessage("*one named client*AddHttpClient(*");

    [Fact]
    public void A_client_for_an_instance_that_is_not_there_or_does_not_sign_is_a_fault_of_registration()
    {
        var services = Services();
        var mute = LastFmRecipe.Provider with { Use = null };
        services.AddFrob(frob => frob.Add(mute, "mute", RegistrationBench.Fill));
        services.AddHttpClient("one").AddFrobSigning("nowhere");
        services.AddHttpClient("two").AddFrobSigning("mute");
        services.FaultsOf().Select(f => (f.Instance, f.Property)).Should().BeEquivalentTo([("nowhere", "AddFrobSigning"), ("mute", "AddFrobSigning")]);
    }

    [Fact]
    public void The_transport_is_told_to_follow_no_redirect_and_keep_no_cookies()
    {
        var own = new HttpClientHandler();
        var services = Services();
        HttpMessageHandler? sockets = null;
        services.AddHttpClient("own").ConfigurePrimaryHttpMessageHandler(() => own).AddFrobSigning("lastfm");
        services.AddHttpClient("plain").AddFrobSigning("lastfm").ConfigurePrimaryHttpMessageHandler((handler, _) => sockets = handler);
        var factory = Provider(services).GetRequiredService<IHttpClientFactory>();
        using var first = factory.CreateClient("own");
        using var second = factory.CreateClient("plain");
        (own.AllowAutoRedirect, own.UseCookies).Should().Be((false, false));
        sockets.Should().BeOfType<SocketsHttpHandler>().Which.Should().Match<SocketsHttpHandler>(h => !h.AllowAutoRedirect && !h.UseCookies);
    }

    [Fact]
    public async Task A_transport_that_follows_redirects_after_all_is_refused()
    {
        var services = Services();
        services.AddHttpClient("bold").AddFrobSigning("lastfm").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler());
        var key = await SignInAsync(services);
        using var request = new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key);
        await this.Invoking(t => t.SendAsync("bold", request)).Should().ThrowAsync<FrobUsageException>().WithMessage("*AllowAutoRedirect and UseCookies*");
    }

    [Fact]
    public async Task The_hosts_own_store_is_used()
    {
        var store = new KeptGrants();
        var services = Services();
        Signing(services);
        services.AddSingleton<IGrantStore>(store);
        var key = await SignInAsync(services);
        using var reply = await SendAsync("scrobbler", new HttpRequestMessage(HttpMethod.Get, Get).WithGrant(key));
        store.Finds.Should().BePositive();
    }

    private static ServiceCollection Services()
    {
        var services = new ServiceCollection();
        services.AddFrob(frob => frob.AddLastFm(RegistrationBench.OfLastFm()));
        return services;
    }

    private static ValueTask Note(List<string> told, string text)
    {
        told.Add(text);
        return ValueTask.CompletedTask;
    }

    private IHttpClientBuilder Signing(ServiceCollection services) =>
        services.AddHttpClient("scrobbler").AddFrobSigning("lastfm").ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(_service));

    private ServiceProvider Provider(ServiceCollection services) => _provider ??= services.Behind("lastfm", _service) is var all ? all.BuildServiceProvider() : null!;

    private async Task<GrantKey> SignInAsync(ServiceCollection services)
    {
        var provider = Provider(services);
        var signedIn = await provider.GetRequiredService<FrobClients>()["lastfm"].SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") });
        var key = GrantKey.For(signedIn.Value!, "tenant");
        await provider.GetRequiredService<IGrantStore>().PutAsync(key, signedIn.Value!);
        return key;
    }

    private Task<HttpResponseMessage> SendAsync(string name, HttpRequestMessage request) =>
        _provider!.GetRequiredService<IHttpClientFactory>().CreateClient(name).SendAsync(request);
}
