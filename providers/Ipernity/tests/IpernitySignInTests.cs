using Auth.Frob.Errors;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Tests;

/// <summary>Our client against the simulated service, flow by flow, in both formats and both modes.</summary>
public sealed class IpernitySignInTests : IDisposable
{
    private const string Key = "76704c8b0000271B6df755a656250e26";
    private const string Shared = "ssssssssssssssss";

    private readonly ManualTimeProvider _clock = new();
    private readonly List<IDisposable> _made = [];
    private SimulatedIpernity _service = null!;

    private static Permissions Asked => Permissions.None.With("doc", PermissionLevel.Write).With("network", PermissionLevel.Read);

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
    public async Task Desktop_signs_in_when_the_user_says_done(string format, SimulationMode mode)
    {
        var client = Client(format, mode);
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = Asked })).Value!;
        (await Person().VisitAsync(pending.ConsentUri.Reveal())).Redirect.Should().BeNull();
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        Expect(grant);
        Expect((await client.VerifyAsync(grant)).Value!);
    }

    [Theory]
    [MemberData(nameof(FormatsAndModes))]
    public async Task Web_signs_in_by_the_frob_that_the_redirect_brings(string format, SimulationMode mode)
    {
        var client = Client(format, mode);
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "web", Permissions = Asked })).Value!;
        pending.ConsentUri.Reveal().Query.Should().NotContain("frob=");
        var visit = await Person().VisitAsync(pending.ConsentUri.Reveal());
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.Redirect(visit.Redirect!))).Value!;
        Expect(grant);
        Expect((await client.VerifyAsync(grant)).Value!);
    }

    [Theory]
    [MemberData(nameof(FormatsAndModes))]
    public async Task Oauth_signs_in_without_a_verifier_and_learns_the_account_by_verifying(string format, SimulationMode mode)
    {
        var client = Client(format, mode);
        var request = new ConsentRequest { Flow = "oauth", Permissions = Asked, Callback = new Uri("http://127.0.0.1:9/cb?x=1") };
        var pending = (await client.BeginAsync(request)).Value!;
        var visit = await Person().VisitAsync(pending.ConsentUri.Reveal());
        visit.Redirect!.Query.Should().StartWith("?x=1&oauth_token=");
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.Redirect(visit.Redirect))).Value!;
        grant.TokenSecret.Should().NotBeNull();
        grant.Account.Id.Should().BeNull();
        Expect((await client.VerifyAsync(grant)).Value!);
    }

    [Fact]
    public async Task Exchange_before_consent_cannot_tell_pending_from_invalid_and_the_flow_is_never_polled()
    {
        var client = Client("json", SimulationMode.AsSeen);
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        var early = (await client.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        early.Kind.Should().Be(FrobErrorKind.PendingOrInvalid);
        early.Spent.Should().Be(Spent.Unknown);
        await client.Invoking(c => c.WaitAsync(pending).AsTask()).Should().ThrowAsync<FrobUsageException>().WithMessage("*never polled*");
    }

    [Fact]
    public async Task Preferences_asked_for_are_kept_in_the_extras()
    {
        var client = Client("json", SimulationMode.AsSeen, o => o.Extra = "pref");
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        await Person().VisitAsync(pending.ConsentUri.Reveal());
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        grant.Extras.Keys.Should().Contain(name => name.StartsWith("auth.") || name.StartsWith("user."));
    }

    [Fact]
    public async Task A_standing_parameter_is_sent_and_signed_everywhere()
    {
        var client = Client("json", SimulationMode.Strict, o => o.Standing.Add(new StandingParameter("lg", "en")));
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = Asked })).Value!;
        pending.ConsentUri.Reveal().Query.Should().Contain("lg=en");
        await Person().VisitAsync(pending.ConsentUri.Reveal());
        Expect((await client.ExchangeAsync(pending, ConsentReturn.None)).Value!);
    }

    private static void Expect(Grant grant)
    {
        grant.Account.Should().BeEquivalentTo(new Account { Id = "1234", Name = "Superman", DisplayName = "Kal-El" });
        grant.Permissions.Covers(Asked).Should().BeTrue();
        grant.Permissions.LevelOf("blog").Should().Be(PermissionLevel.None);
    }

    private FrobClient Client(string format, SimulationMode mode, Action<IpernityOptions>? more = null)
    {
        _service = new SimulatedIpernity(new SimulatedIpernityOptions
        {
            Mode = mode,
            Time = _clock,
            Apps = [new SimulatedApp(Key, Shared) { Callback = "http://127.0.0.1:9/back" }],
            Users = [new SimulatedUser("Superman", "kr7pton") { RealName = "Kal-El" }],
        });
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(_service));
        var clients = new FrobBuilder().UseTransport(transport).UseTime(_clock).AddIpernity(o =>
        {
            o.ApiKey = Key;
            o.SharedSecret = Shared;
            o.AppName = "Tests";
            o.AppVersion = "1.0";
            o.Format = format;
            more?.Invoke(o);
        }).Build();
        _made.AddRange([transport, clients]);
        return clients["ipernity"];
    }

    private PageVisitor Person()
    {
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(_service));
        _made.Add(transport);
        return new PageVisitor(transport, "Superman", "kr7pton");
    }
}
