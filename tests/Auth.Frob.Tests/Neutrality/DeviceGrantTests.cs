using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>RFC 8628, end to end, by a recipe that is data only.</summary>
public sealed class DeviceGrantTests : IDisposable
{
    private static readonly ConsentRequest Photos = new() { Permissions = Permissions.None.With("photos").With("albums") };

    private readonly NeutralBench _bench = new();
    private readonly ReportedProgress<ConsentProgress> _progress = new();

    public static TheoryData<string> Styles => [SmallDeviceService.StatusJson, SmallDeviceService.PlainJson, SmallDeviceService.PlainForm];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Device_signs_in_at_the_pace_of_the_service(string style)
    {
        var service = new SmallDeviceService(_bench.Clock, style) { AsksForPatience = true };
        var client = _bench.Client(DeviceGrant.Provider, service);
        var pending = (await client.BeginAsync(Photos)).Value!;
        pending.UserCode.Should().Be("WDJB-MJHT");
        pending.ConsentUri.Reveal().AbsoluteUri.Should().Be("https://service.example/activate?user_code=WDJB-MJHT");
        (pending.PollEvery, pending.ExpiresAt - pending.BeganAt).Should().Be((TimeSpan.FromSeconds(7), TimeSpan.FromMinutes(15)));
        var waiting = client.WaitAsync(pending, _progress).AsTask();

        (await NextAsync(7)).Should().Be((FrobErrorKind.SlowDown, 12));
        (await NextAsync(12)).Should().Be((FrobErrorKind.Pending, 12), "slow_down holds for good");
        service.Decide(pending.ConsentUri.Reveal());
        _bench.Clock.Advance(TimeSpan.FromSeconds(12));

        var grant = (await waiting).Value!;
        grant.Token.Reveal().Should().Be("2YotnFZFEjr1zCsicMWpAA");
        grant.RefreshToken!.Reveal().Should().Be("tGzv3JOkF0XG5Qx2TlKWIA");
        grant.ExpiresAt.Should().Be(_bench.Clock.GetUtcNow() + TimeSpan.FromHours(1));
        grant.Permissions.Missing(Photos.Permissions).Should().BeEquivalentTo(Permissions.None.With("albums"), "the service granted less");
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task A_refusal_ends_the_wait(string style)
    {
        var service = new SmallDeviceService(_bench.Clock, style);
        var client = _bench.Client(DeviceGrant.Provider, service);
        var pending = (await client.BeginAsync(Photos)).Value!;
        var waiting = client.WaitAsync(pending, _progress).AsTask();
        (await NextAsync(7)).Kind.Should().Be(FrobErrorKind.Pending);
        service.Decide(pending.ConsentUri.Reveal(), allows: false);
        _bench.Clock.Advance(TimeSpan.FromSeconds(7));
        var error = (await waiting).Error!;
        (error.Kind, error.Code, error.Spent).Should().Be((FrobErrorKind.Denied, "access_denied", Spent.Yes));
    }

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Used_and_expired_codes_and_unknown_clients_are_told_apart(string style)
    {
        var service = new SmallDeviceService(_bench.Clock, style);
        var client = _bench.Client(DeviceGrant.Provider, service);
        var pending = (await client.BeginAsync(Photos)).Value!;
        service.Decide(pending.ConsentUri.Reveal());
        (await client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
        (await client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.InvalidFrob);

        var late = _bench.Client(DeviceGrant.Provider, new SmallDeviceService(_bench.Clock, style));
        pending = (await late.BeginAsync(Photos)).Value!;
        _bench.Clock.Advance(TimeSpan.FromMinutes(16));
        (await late.ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Expired);

        var stranger = _bench.Client(DeviceGrant.Provider, service, key: "unknown");
        var error = (await stranger.BeginAsync(Photos)).Error!;
        (error.Kind, error.Message).Should().Be((FrobErrorKind.InvalidAppKey, "no such client"));
    }

    [Fact]
    public async Task The_lifetime_that_the_service_gives_ends_the_wait()
    {
        var client = _bench.Client(DeviceGrant.Provider, new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson));
        var pending = (await client.BeginAsync(Photos)).Value!;
        var waiting = client.WaitAsync(pending, _progress).AsTask();
        for (var asked = 0; asked < 128; asked++)
            (await NextAsync(7)).Should().Be((FrobErrorKind.Pending, 7));
        _bench.Clock.Advance(TimeSpan.FromSeconds(4));
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
    }

    [Fact]
    public async Task Without_interval_and_complete_address_the_recipe_and_the_plain_page_hold()
    {
        var service = new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson) { Silent = { "interval", "verification_uri_complete" } };
        var pending = (await _bench.Client(DeviceGrant.Provider, service).BeginAsync(Photos)).Value!;
        pending.PollEvery.Should().Be(TimeSpan.FromSeconds(5));
        pending.ConsentUri.Reveal().AbsoluteUri.Should().Be("https://service.example/activate");
    }

    [Fact]
    public async Task A_token_without_lifetime_does_not_inherit_the_codes()
    {
        var service = new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson);
        var client = _bench.Client(DeviceGrant.Provider, service);
        var pending = (await client.BeginAsync(Photos)).Value!;
        service.Decide(pending.ConsentUri.Reveal());
        service.Silent.UnionWith(["expires_in", "refresh_token"]);
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        (grant.ExpiresAt, grant.RefreshToken).Should().Be((null, null));
    }

    [Fact]
    public async Task A_reply_without_scope_grants_what_was_asked_for()
    {
        // RFC 6749 section 5.1: scope may be left out where it is the one that was asked for.
        var service = new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson) { Silent = { "scope" } };
        var client = _bench.Client(DeviceGrant.Provider, service);
        var pending = (await client.BeginAsync(Photos)).Value!;
        service.Decide(pending.ConsentUri.Reveal());
        (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!.Permissions.Covers(Photos.Permissions).Should().BeTrue();
    }

    [Theory]
    [InlineData(null, "client_id, scope")]
    [InlineData(NeutralBench.Shared, "client_id, client_secret, scope")]
    public async Task A_client_without_secret_sends_none(string? secret, string names)
    {
        var service = new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson);
        await _bench.Client(DeviceGrant.Provider, service, secret).BeginAsync(Photos);
        string.Join(", ", Asked.Pairs(service.Requests[0].Body).Select(static p => p.Key)).Should().Be(names);
        service.Requests[0].InForm("scope").Should().Be("albums photos");
    }

    [Fact]
    public async Task A_consent_page_without_https_is_refused()
    {
        var service = new SmallDeviceService(_bench.Clock, SmallDeviceService.StatusJson) { Page = "http://service.example/activate" };
        var error = (await _bench.Client(DeviceGrant.Provider, service).BeginAsync(Photos)).Error!;
        error.Kind.Should().Be(FrobErrorKind.Malformed);
        error.Cause.Should().Contain("https");
    }

    private async Task<(FrobErrorKind Kind, int NextIn)> NextAsync(int seconds)
    {
        _bench.Clock.Advance(TimeSpan.FromSeconds(seconds));
        var told = await _progress.NextAsync();
        return (told.Answer.Kind, (int)told.NextIn.TotalSeconds);
    }
}
