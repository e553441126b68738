using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests.Snippets;

/// <summary>What the pages show, compiled and run.</summary>
public sealed class LastFmSnippets : IDisposable
{
    private const string Key = "00000000000000000000000000000001";
    private const string Shared = "ssssssssssssssssssssssssssssssss";

    private readonly ManualTimeProvider _clock = new();
    private readonly HttpMessageInvoker _transport;
    private readonly FrobClients _clients;
    private readonly List<string> _kept = [];

    public LastFmSnippets()
    {
        _transport = new HttpMessageInvoker(new SimulatedServiceHandler(new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = _clock,
            Apps = [new SimulatedApp(Key, Shared)],
            Users = [new SimulatedUser("alice", "p@ss w0rd")],
        })));
        _clients = new FrobBuilder().UseTransport(_transport).UseTime(_clock).AddLastFm(o =>
        {
            o.ApiKey = Key;
            o.SharedSecret = Shared;
            o.AppName = "MyPlayer";
            o.AppVersion = "1.0";
        }).Build();
    }

    public void Dispose()
    {
        _clients.Dispose();
        _transport.Dispose();
    }

    [Fact]
    public void The_readme_builds_a_client()
    {
        using var clients = MyPlayer.PlayerSignIn.Build(Key, Shared);
        clients["lastfm"].Provider.DisplayName.Should().Be("Last.fm");
    }

    [Fact]
    public async Task The_readme_signs_a_user_in()
    {
        var waiting = MyPlayer.PlayerSignIn.RunAsync(_clients["lastfm"], AllowAsync, Keep);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
        Grant.FromEnvelope(_kept.Should().ContainSingle().Which).Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task The_page_signs_in_on_the_web_and_reads_the_extras()
    {
        var lastFm = _clients["lastfm"];
        Uri cameBackTo;

        // <snippet:web>
        var begun = await lastFm.BeginAsync(new ConsentRequest { Flow = "web", Callback = new Uri("https://my.site/lastfm") });
        PendingConsent pending = begun.Value!; // keep it in the visitor's session: pending.ToEnvelope()
        // ... the visitor goes to pending.ConsentUri.Reveal() and comes back ...
        // </snippet:web>

        cameBackTo = (await VisitAsync(pending)).Redirect!;

        // <snippet:web-exchange>
        var granted = await lastFm.ExchangeAsync(pending, ConsentReturn.Redirect(cameBackTo));
        if (granted.Succeeded && granted.Value.LastFm().IsSubscriber == true)
            Thank(granted.Value.Account.Name);
        // </snippet:web-exchange>

        granted.Value!.LastFm().IsSubscriber.Should().BeFalse();
        _kept.Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_signs_in_with_a_password_and_tells_errors_apart()
    {
        var lastFm = _clients["lastfm"];
        string name = "alice", typed = "wrong", said = "";

        // <snippet:mobile>
        var granted = await lastFm.SignInAsync(new SignInRequest { Username = name, Password = new Secret(typed) });
        if (granted.Error is { Kind: FrobErrorKind.InvalidCredentials } refused)
            Say(refused.Remedy);
        // </snippet:mobile>

        said.Should().Contain("password");
        void Say(string text) => said = text;
    }

    private async Task AllowAsync(PendingConsent pending) => await VisitAsync(pending);

    private Task<PageVisit> VisitAsync(PendingConsent pending) =>
        new PageVisitor(_transport, "alice", "p@ss w0rd").VisitAsync(pending.ConsentUri.Reveal());

    private void Keep(string envelope) => _kept.Add(envelope);

    private void Thank(string? name) => _kept.Add(name ?? "");
}
