using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>TMDB v3, end to end, by a recipe that is data only.</summary>
public sealed class TmdbTests : IDisposable
{
    private static readonly ConsentRequest Unseen = new();
    private static readonly ConsentRequest ByRedirect = new() { Callback = new Uri("https://app.example/cb?x=1") };

    private readonly NeutralBench _bench = new();
    private readonly SmallTmdb _service;
    private readonly FrobClient _client;

    public TmdbTests()
    {
        _service = new SmallTmdb(_bench.Clock);
        _client = _bench.Client(Tmdb.Provider, _service, secret: null);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Waiting_signs_in_without_a_redirect()
    {
        var pending = (await _client.BeginAsync(Unseen)).Value!;
        pending.ConsentUri.Reveal().AbsoluteUri.Should().Be("https://www.themoviedb.org/authenticate/token-1");
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = _client.WaitAsync(pending, progress).AsTask();

        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var first = (await progress.NextAsync()).Answer;
        (first.Kind, first.Code, first.HttpStatus).Should().Be((FrobErrorKind.Pending, "17", 401));
        _service.Visit(pending.ConsentUri.Reveal()).Should().BeNull();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));

        (await waiting).Value!.Token.Reveal().Should().Be("session-of-token-1");
    }

    [Fact]
    public async Task Redirect_signs_in_where_the_request_names_one()
    {
        var pending = (await _client.BeginAsync(ByRedirect)).Value!;
        pending.ConsentUri.Reveal().Query.Should().Be("?redirect_to=https%3A%2F%2Fapp.example%2Fcb%3Fx%3D1");
        var back = _service.Visit(pending.ConsentUri.Reveal())!;
        back.Query.Should().Be("?x=1&request_token=token-1&approved=true");
        (await _client.ExchangeAsync(pending, ConsentReturn.Redirect(back))).Value!.Token.Reveal().Should().Be("session-of-token-1");
    }

    [Fact]
    public async Task What_ends_with_a_redirect_is_not_polled()
    {
        var pending = (await _client.BeginAsync(ByRedirect)).Value!;
        pending.PollEvery.Should().BeNull();
        await _client.Awaiting(c => c.WaitAsync(pending).AsTask()).Should().ThrowAsync<FrobUsageException>();
        (await _client.BeginAsync(Unseen)).Value!.PollEvery.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_refusal_comes_back_by_the_redirect_and_nothing_is_exchanged()
    {
        var pending = (await _client.BeginAsync(ByRedirect)).Value!;
        var back = _service.Visit(pending.ConsentUri.Reveal(), allows: false)!;
        var error = (await _client.ExchangeAsync(pending, ConsentReturn.Redirect(back))).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.Denied, Spent.Yes));
        _service.Requests.Should().ContainSingle("only the request token was asked for");
    }

    [Fact]
    public async Task A_redirect_for_another_request_token_is_not_sent_on()
    {
        var pending = (await _client.BeginAsync(ByRedirect)).Value!;
        var other = (await _client.BeginAsync(ByRedirect)).Value!;
        var back = _service.Visit(other.ConsentUri.Reveal())!;
        (await _client.ExchangeAsync(pending, ConsentReturn.Redirect(back))).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
        _service.Requests.Should().HaveCount(2).And.OnlyContain(asked => asked.Method == "GET");
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("used")]
    public async Task An_expired_or_used_request_token_is_told_from_a_pending_one(string how)
    {
        var pending = (await _client.BeginAsync(Unseen)).Value!;
        (await _client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Pending);
        _service.Visit(pending.ConsentUri.Reveal());
        if (how == "expired")
            _bench.Clock.Advance(TimeSpan.FromMinutes(61));
        else
            (await _client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
        var error = (await _client.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        (error.Kind, error.Code, error.HttpStatus, error.Spent).Should().Be((FrobErrorKind.Expired, "33", 401, Spent.Yes));
    }

    [Fact]
    public async Task The_exchange_is_unsigned_JSON_with_the_key_in_the_query()
    {
        var pending = (await _client.BeginAsync(Unseen)).Value!;
        _service.Visit(pending.ConsentUri.Reveal());
        await _client.ExchangeAsync(pending, ConsentReturn.None);
        var asked = _service.Requests[^1];
        asked.Query.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("api_key", NeutralBench.Key));
        asked.Body.Should().Be("""{"request_token":"token-1"}""");
    }

    [Fact]
    public async Task An_unknown_key_and_a_busy_service_are_told_apart()
    {
        var stranger = _bench.Client(Tmdb.Provider, _service, secret: null, key: "unknown");
        (await stranger.BeginAsync(Unseen)).Error!.Kind.Should().Be(FrobErrorKind.InvalidAppKey);
        _service.IsBusy = true;
        var error = (await _client.BeginAsync(Unseen)).Error!;
        (error.Kind, error.Code, error.Message).Should().Be((FrobErrorKind.RateLimited, "25", "No (25)"));
    }
}
