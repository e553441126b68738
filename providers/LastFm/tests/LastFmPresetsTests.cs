using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests;

/// <summary>The presets against the servers that they are for, simulated with their deviations.</summary>
public sealed class LastFmPresetsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpMessageInvoker _transport;
    private readonly FrobClients _clients;

    public LastFmPresetsTests()
    {
        _transport = new HttpMessageInvoker(new ByHost(new Dictionary<string, SimulatedService>(StringComparer.Ordinal)
        {
            ["libre.fm"] = Service(LastFmProfile.LibreFm),
            ["api.listenbrainz.org"] = Service(LastFmProfile.ListenBrainz),
        }));
        _clients = new FrobBuilder().UseTransport(_transport).UseTime(_clock).AddLibreFm(Fill).AddListenBrainz(Fill).Build();
    }

    public void Dispose()
    {
        _clients.Dispose();
        _transport.Dispose();
    }

    [Fact]
    public async Task Libre_fm_signs_in_by_desktop_and_by_the_older_password_form_and_can_not_verify()
    {
        var libre = _clients["librefm"];
        var pending = (await libre.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        await VisitAsync(pending.ConsentUri.Reveal());
        var grant = (await libre.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        grant.Account.Name.Should().Be("Bob");
        libre.CanVerify(grant).Should().BeFalse();
        (await libre.SignInAsync(new SignInRequest { Username = "BOB", Password = new Secret("hunter2") })).Value!.Account.Name.Should().Be("Bob");
    }

    [Fact]
    public async Task Libre_fm_answers_pending_to_a_used_token_so_only_the_deadline_ends_a_wait()
    {
        var libre = _clients["librefm"];
        var pending = (await libre.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        await VisitAsync(pending.ConsentUri.Reveal());
        (await libre.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
        var again = (await libre.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        (again.Kind, again.Code, again.HttpStatus).Should().Be((FrobErrorKind.Pending, "14", 200));
        var waiting = libre.WaitAsync(pending).AsTask();
        _clock.Advance(TimeSpan.FromMinutes(61));
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
    }

    [Fact]
    public async Task ListenBrainz_signs_in_and_verifies_and_a_second_begin_ends_the_first()
    {
        var brainz = _clients["listenbrainz"];
        brainz.Provider.OnePendingPerKey.Should().BeTrue();
        brainz.Provider.Flows.Select(static flow => flow.Name).Should().Equal("desktop");
        var first = (await brainz.BeginAsync(new ConsentRequest())).Value!;
        var second = (await brainz.BeginAsync(new ConsentRequest())).Value!;
        var lost = (await brainz.ExchangeAsync(first, ConsentReturn.None)).Error!;
        lost.Kind.Should().Be(FrobErrorKind.InvalidFrob);
        lost.Remedy.Should().Contain("one at a time");
        await VisitAsync(new UriBuilder(second.ConsentUri.Reveal()) { Host = "api.listenbrainz.org" }.Uri);
        var grant = (await brainz.ExchangeAsync(second, ConsentReturn.None)).Value!;
        (await brainz.VerifyAsync(grant)).Value!.Account.Name.Should().Be("Bob");
    }

    private SimulatedLastFm Service(LastFmProfile profile) => new(new SimulatedLastFmOptions
    {
        Profile = profile,
        Time = _clock,
        Apps = [new SimulatedApp("key", "secret")],
        Users = [new SimulatedUser("Bob", "hunter2")],
    });

    private Task<PageVisit> VisitAsync(Uri consent) => new PageVisitor(_transport, "Bob", "hunter2").VisitAsync(consent);

    private static void Fill(LastFmOptions options)
    {
        options.ApiKey = "key";
        options.SharedSecret = "secret";
        options.AppName = "Tests";
        options.AppVersion = "1.0";
    }

    private sealed class ByHost(Dictionary<string, SimulatedService> services) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var inner = new HttpMessageInvoker(new SimulatedServiceHandler(services[request.RequestUri!.Host]));
            return await inner.SendAsync(request, cancellationToken);
        }
    }
}
