using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>A host runs every flow and every failure with all logs, counters and spans on: no secret, name or query string is in any.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string LastFmApi = "https://ws.audioscrobbler.com/2.0/", IpernityApi = "https://api.ipernity.com/api/";

    private static readonly Uri Callback = new("http://127.0.0.1:9/cb?canary-query=1");

    private readonly CanaryHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("lastfm", "web", true)]
    [InlineData("ipernity", "desktop", false)]
    [InlineData("ipernity", "web", false)]
    [InlineData("ipernity", "oauth", true)]
    public async Task A_flow_with_a_page_and_the_calls_after_it_give_nothing_away(string name, string flow, bool withCallback)
    {
        var pending = await _host.BeginAsync(name, flow, withCallback ? Callback : null);
        var grant = _host.Note(await _host.Client(name).ExchangeAsync(pending, await _host.ConsentAsync(pending))).Value!;
        _host.Note(await _host.Client(name).VerifyAsync(grant)).Succeeded.Should().BeTrue();
        await CallAsync(name, grant);
        Expect(1001, 1002, 1008, 1101);
        _host.Seen.Measures.Select(static measure => measure.Instrument.Name).Should().Contain(["auth.frob.authorizations", "auth.frob.signed_calls"]);
    }

    [Fact]
    public async Task A_wait_and_a_password_give_nothing_away()
    {
        var pending = await _host.BeginAsync("lastfm", "desktop");
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = _host.Client("lastfm").WaitAsync(pending, progress).AsTask();
        _host.Clock.Advance(TimeSpan.FromSeconds(5));
        _host.NoteAny(await progress.NextAsync());
        await _host.ConsentAsync(pending);
        _host.Clock.Advance(TimeSpan.FromSeconds(5));
        await CallAsync("lastfm", _host.Note(await waiting).Value!);
        await CallAsync("lastfm", _host.Note(await _host.Client("lastfm").SignInAsync(SignIn())).Value!);
        Expect(1001, 1002, 1007, 1101);
        _host.Seen.Spans.Should().Contain(static span => span.OperationName == "auth.frob.wait");
    }

    [Theory]
    [InlineData("lastfm-wrong")]
    [InlineData("ipernity-wrong")]
    public async Task A_wrong_secret_gives_nothing_away(string name)
    {
        var refused = name.StartsWith("lastfm", StringComparison.Ordinal)
            ? (await _host.Client(name).SignInAsync(SignIn())).Error
            : (await _host.Client(name).BeginAsync(new ConsentRequest { Flow = "desktop" })).Error;
        refused!.Kind.Should().Be(FrobErrorKind.InvalidSignature);
        _host.NoteAny(refused);
        Expect(1003);
    }

    [Fact]
    public async Task What_is_refused_expired_or_not_yet_allowed_gives_nothing_away()
    {
        var refused = await _host.BeginAsync("ipernity", "desktop");
        await _host.ConsentAsync(refused, ConsentPage.Refuse);
        _host.Note(await _host.Client("ipernity").ExchangeAsync(refused, ConsentReturn.None)).Succeeded.Should().BeFalse();
        var late = await _host.BeginAsync("lastfm", "desktop");
        _host.Note(await _host.Client("lastfm").ExchangeAsync(late, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Pending);
        _host.Clock.Advance(TimeSpan.FromHours(2));
        _host.Note(await _host.Client("lastfm").ExchangeAsync(late, ConsentReturn.None)).Succeeded.Should().BeFalse();
        var waiting = _host.Client("lastfm").WaitAsync(late).AsTask();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        _host.Note(await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        Expect(1001, 1003, 1006);
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Truncated)]
    [InlineData(FaultKind.Garbage)]
    [InlineData(FaultKind.Huge)]
    [InlineData(FaultKind.Redirect)]
    public async Task A_service_that_fails_gives_nothing_away(FaultKind fault)
    {
        var grant = _host.Note(await _host.Client("lastfm").SignInAsync(SignIn())).Value!;
        var pending = await _host.BeginAsync("lastfm", "desktop");
        await _host.ConsentAsync(pending);
        _host.LastFm.Faults.Always(FaultPlan.AnyCall, new Fault(fault));
        _host.Note(await _host.Client("lastfm").ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeFalse();
        _host.Note(await _host.Client("lastfm").SignInAsync(SignIn())).Succeeded.Should().BeFalse();
        _host.Note(await _host.Client("lastfm").VerifyAsync(grant)).Succeeded.Should().BeFalse();
        try
        {
            await CallAsync("lastfm", grant);
        }
        catch (HttpRequestException thrown)
        {
            _host.NoteAny(thrown);
        }
        Expect(1003);
    }

    [Fact]
    public async Task A_dead_grant_a_held_key_and_misuse_give_nothing_away()
    {
        var client = _host.Client("lastfm");
        var grant = _host.Note(await client.SignInAsync(SignIn())).Value!;
        _host.LastFm.Grants.RevokeAllOf(TestSecrets.User);
        await CallAsync("lastfm", grant);
        await ThrownAsync<FrobCallException>(async () => await SendAsync("lastfm", GrantKey.For(grant)));
        await ThrownAsync<FrobCallException>(async () => await SendAsync("lastfm", new GrantKey("lastfm", "canary-nobody", "canary-owner")));
        await ThrownAsync<FrobUsageException>(async () => await client.SignInAsync(SignIn() with { Username = "" }));
        _host.Secrets.Add("from-the-address-bar");
        var misnaming = async () => await client.SignInAsync(SignIn() with { Flow = "from-the-address-bar" });
        await misnaming.Should().ThrowAsync<FrobUsageException>("the caller may read what the caller wrote, but nobody else");
        var pending = await _host.BeginAsync("lastfm", "desktop");
        await ThrownAsync<OperationCanceledException>(async () => await client.WaitAsync(pending, null, new CancellationToken(true)));
        _host.Note(await _host.Client("ipernity").ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
        _host.LastFm.Faults.Always(FaultPlan.AnyCall, Fault.Code(29));
        _host.Note(await client.VerifyAsync(grant)).Error!.Kind.Should().Be(FrobErrorKind.RateLimited);
        Expect(1003, 1004, 1005, 1102, 1104, 1201, 1302);
    }

    private static SignInRequest SignIn() => new() { Username = TestSecrets.User, Password = new Secret(TestSecrets.Password) };

    private async Task CallAsync(string name, Grant grant) => await SendAsync(name, await _host.KeepAsync(grant));

    private async Task SendAsync(string name, GrantKey key)
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, name == "lastfm"
            ? $"{LastFmApi}?method=user.getInfo&user={TestSecrets.User}&format=json&x={TestSecrets.Query}"
            : $"{IpernityApi}user.get/json?user_id={TestSecrets.UserId}&x={TestSecrets.Query}").WithGrant(key);
        using var answered = await _host.Calls(name).SendAsync(get);
        _host.Secrets.UnionWith([TestSecrets.Query]);
        if (answered.TryGetFrobError(out var outcome))
            _host.NoteAny(outcome);
        using var post = new HttpRequestMessage(HttpMethod.Post, name == "lastfm" ? LastFmApi : IpernityApi + "doc.getList/json")
        {
            Content = new FormUrlEncodedContent([new("method", "track.love"), new("artist", TestSecrets.Query), new("track", "t"), new("format", "json")]),
        }.WithGrant(key);
        if (outcome is null)
            (await _host.Calls(name).SendAsync(post)).Dispose();
    }

    private async Task ThrownAsync<T>(Func<Task> work) where T : Exception => _host.NoteAny((await work.Should().ThrowAsync<T>()).Which);

    /// <summary>These events were told, and nothing that is secret with them.</summary>
    private void Expect(params int[] ids)
    {
        _host.Seen.Logs.Where(static log => log.Category.StartsWith("Auth.Frob.Extensions", StringComparison.Ordinal)).Select(static log => log.Id.Id).Should().Contain(ids);
        _host.Seen.Logs.Should().Contain(static log => log.Category.StartsWith("System.Net.Http.HttpClient", StringComparison.Ordinal));
        _host.Secrets.Should().NotContain("");
        var sung = from text in _host.Texts
                   from secret in _host.Secrets.Append("canary-")
                   where text.Contains(secret, StringComparison.OrdinalIgnoreCase)
                   select $"{secret} in {text}";
        sung.Should().BeEmpty();
    }
}
