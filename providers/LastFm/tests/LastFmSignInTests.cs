using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests;

/// <summary>Our client against the simulated service, flow by flow, in both formats and both modes.</summary>
public sealed class LastFmSignInTests : IDisposable
{
    private const string Key = "00000000000000000000000000000001";
    private const string Shared = "ssssssssssssssssssssssssssssssss";

    private readonly ManualTimeProvider _clock = new();
    private readonly List<IDisposable> _made = [];
    private SimulatedLastFm _service = null!;

    public static TheoryData<string, SimulationMode> FormatsAndModes => new()
    {
        { "json", SimulationMode.AsSeen }, { "xml", SimulationMode.AsSeen }, { "json", SimulationMode.Strict }, { "xml", SimulationMode.Strict },
    };

    public void Dispose()
    {
        foreach (var made in _made)
            made.Dispose();
    }

    [Theory]
    [MemberData(nameof(FormatsAndModes))]
    public async Task Desktop_signs_in_by_waiting_for_the_user(string format, SimulationMode mode)
    {
        var client = Client(format, mode);
        var begun = await client.BeginAsync(new ConsentRequest { Flow = "desktop" });
        var pending = begun.Value!;
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = client.WaitAsync(pending, progress).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await progress.NextAsync()).Answer.Kind.Should().Be(FrobErrorKind.Pending);
        var visit = await Person().VisitAsync(pending.ConsentUri.Reveal());
        visit.Redirect.Should().BeNull();
        _clock.Advance(TimeSpan.FromSeconds(5));
        var grant = (await waiting).Value!;
        grant.Account.Name.Should().Be("alice");
        grant.LastFm().IsSubscriber.Should().BeFalse();
        (await client.VerifyAsync(grant)).Value!.Account.Name.Should().Be("alice");
    }

    [Theory]
    [MemberData(nameof(FormatsAndModes))]
    public async Task Web_signs_in_by_a_redirect_that_brings_token_and_state(string format, SimulationMode mode)
    {
        var client = Client(format, mode);
        var begun = await client.BeginAsync(new ConsentRequest { Flow = "web", Callback = new Uri("http://127.0.0.1:9/cb?x=1") });
        var visit = await Person().VisitAsync(begun.Value!.ConsentUri.Reveal());
        visit.Redirect!.Query.Should().StartWith("?x=1&state=");
        var grant = (await client.ExchangeAsync(begun.Value, ConsentReturn.Redirect(visit.Redirect))).Value!;
        grant.Account.Name.Should().Be("alice");
    }

    [Theory]
    [InlineData("password", "json")]
    [InlineData("password", "xml")]
    [InlineData("authToken", "json")]
    [InlineData("authToken", "xml")]
    public async Task Mobile_signs_in_with_name_and_password(string form, string format)
    {
        var client = Client(format, SimulationMode.Strict, o => o.Mobile = form);
        var grant = await client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") });
        grant.Value!.Account.Name.Should().Be("alice");
        var refused = await client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("wrong") });
        refused.Error!.Kind.Should().Be(FrobErrorKind.InvalidCredentials);
        refused.Error.Code.Should().Be("4");
    }

    private FrobClient Client(string format, SimulationMode mode, Action<LastFmOptions>? more = null)
    {
        _service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Mode = mode,
            Time = _clock,
            Apps = [new SimulatedApp(Key, Shared)],
            Users = [new SimulatedUser("alice", "p@ss w0rd")],
        });
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(_service));
        var clients = new FrobBuilder().UseTransport(transport).UseTime(_clock).AddLastFm(o =>
        {
            o.ApiKey = Key;
            o.SharedSecret = Shared;
            o.AppName = "Tests";
            o.AppVersion = "1.0";
            o.Format = format;
            more?.Invoke(o);
        }).Build();
        _made.AddRange([transport, clients]);
        return clients["lastfm"];
    }

    private PageVisitor Person()
    {
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(_service));
        _made.Add(transport);
        return new PageVisitor(transport, "alice", "p@ss w0rd");
    }
}
