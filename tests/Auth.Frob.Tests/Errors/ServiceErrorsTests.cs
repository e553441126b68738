using System.Net;
using System.Net.Http.Headers;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Errors;

public sealed class ServiceErrorsTests : IDisposable
{
    private readonly Bench _bench = new();

    public static TheoryData<FrobErrorKind> Kinds => [.. Enum.GetValues<FrobErrorKind>()];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_declared_code_has_its_kind_whatever_the_status(FrobErrorKind kind)
    {
        var provider = Tiny.Provider with { Errors = Tiny.Errors with { Rows = [Tiny.Row("77", kind)] }, Flows = [Tiny.Direct] };
        using var bench = new Bench(provider);
        foreach (var status in new[] { 200, 302, 403, 429, 500, 503 })
        {
            var error = await bench.FailAsync("""{"error":77,"message":" why ","session":{"key":"t-1"}}""", status);
            (error.Kind, error.Code, error.Message, error.HttpStatus, error.Call).Should().Be((kind, "77", "why", status, "signIn"));
            (error.Spent, error.Cause, error.MediaType, error.Length).Should().Be((kind.DefaultSpent(), null, "application/json", 54));
        }
    }

    [Theory]
    [InlineData("""{"error":"3"}""", FrobErrorKind.InvalidFrob, "3")]
    [InlineData("""{"api":{"code":"3","message":"m"}}""", FrobErrorKind.InvalidFrob, "3")]
    [InlineData("<lfm status=\"failed\"><error>3</error></lfm>", FrobErrorKind.InvalidFrob, "3")]
    [InlineData("error=3&message=m", FrobErrorKind.InvalidFrob, "3")]
    [InlineData("""{"error":"authorization_pending"}""", FrobErrorKind.Pending, "authorization_pending")]
    [InlineData("""{"error":9999}""", FrobErrorKind.Unknown, "9999")]
    [InlineData("""{"error":"not found","api":{"code":3}}""", FrobErrorKind.InvalidFrob, "3")]
    public async Task Errors_are_found_where_the_table_says(string body, FrobErrorKind kind, string code)
    {
        var error = await _bench.FailAsync(body, 400);
        (error.Kind, error.Code).Should().Be((kind, code));
    }

    [Theory]
    [InlineData("""{"error":"not found"}""")]
    [InlineData("""{"error":"1x"}""")]
    [InlineData("""{"error":-1}""")]
    [InlineData("""{"error":{"code":1}}""")]
    [InlineData("""{"error":"Authorization_Pending"}""")]
    public async Task A_word_that_is_not_declared_is_no_code(string body)
    {
        (await _bench.FailAsync(body)).Should().Match<FrobError>(static e => e.Kind == FrobErrorKind.Malformed && e.Code == null);
        var good = await _bench.SignInAsync(body[..^1] + ",\"session\":{\"key\":\"t-1\"}}");
        good.Value!.Token.Reveal().Should().Be("t-1");
    }

    [Theory]
    [InlineData("123456789012", FrobErrorKind.Unknown, "123456789012")]
    [InlineData("1234567890123", FrobErrorKind.Malformed, null)]
    public async Task A_number_of_more_than_12_digits_is_no_code(string code, FrobErrorKind kind, string? told)
    {
        var error = await _bench.FailAsync($$"""{"error":{{code}}}""");
        (error.Kind, error.Code).Should().Be((kind, told));
    }

    [Fact]
    public async Task A_message_shows_no_secret_as_it_was_sent_and_no_control_character()
    {
        var error = await _bench.FailAsync("""{"error":3,"message":"got p%40ss%20w0rd\r\nINFO forged \u001b[2J\u009b\u0085."}""");
        error.Message.Should().StartWith("got ***").And.NotContain("p%40ss").And.EndWith(".");
        error.Message!.Any(char.IsControl).Should().BeFalse();
        error.ToString().Any(char.IsControl).Should().BeFalse();
    }

    [Fact]
    public async Task A_calls_own_table_goes_before_the_providers_and_a_row_may_have_its_own_remedy()
    {
        var call = Tiny.Direct.Exchange[0] with { Errors = new ErrorMap { Rows = [Tiny.Row("3", FrobErrorKind.InvalidCredentials)] } };
        using var bench = new Bench(Tiny.Provider with { Flows = [Tiny.Direct with { Exchange = [call] }] });
        (await bench.FailAsync("""{"error":3}""")).Kind.Should().Be(FrobErrorKind.InvalidCredentials);
        (await bench.FailAsync("""{"error":7}""")).Remedy.Should().Be("Sign in at the desk.");
    }

    [Fact]
    public async Task Messages_are_cut_at_200_characters_and_secrets_are_masked_before()
    {
        var long200 = new string('m', 195);
        var error = await _bench.FailAsync($$"""{"error":3,"message":"{{long200}} p@ss w0rd {{Tiny.Shared}}"}""");
        error.Message.Should().Be(long200 + " *** ").And.HaveLength(200);
        error.ToString().Should().NotContain("p@ss").And.NotContain(Tiny.Shared[..4]);
        var split = await _bench.FailAsync($$"""{"error":3,"message":"{{new string('m', 199)}}\ud83d\ude00"}""");
        split.Message.Should().Be(new string('m', 199), "half a character is none");
    }

    [Fact]
    public async Task A_secret_within_another_is_masked_whole()
    {
        using var bench = new Bench(null, static o => o.SharedSecret = "w0rd-and-more");
        var result = await Refused(bench, "w0rd", """{"error":3,"message":"got w0rd-and-more and w0rd"}""");
        result.Message.Should().Be("got *** and ***");
        (await Refused(bench, "w0rd-and-more-still", """{"error":3,"message":"got w0rd-and-more-still"}""")).Message.Should().Be("got ***");
    }

    [Fact]
    public async Task A_wrong_signature_is_explained_without_a_value()
    {
        var error = await _bench.FailAsync("""{"error":4}""");
        error.Remedy.Should().Contain("api_key<8>method<6>password<9>username<5><secret>").And.Contain("shared secret");
        error.Remedy.Should().NotContain("alice").And.NotContain("p@ss").And.NotContain(Tiny.Key).And.NotContain(Tiny.Shared);
    }

    [Fact]
    public async Task A_key_with_one_pending_sign_in_is_told_so()
    {
        using var bench = new Bench(Tiny.Provider with { OnePendingPerKey = true });
        (await bench.FailAsync("""{"error":3}""")).Remedy.Should().Contain("one pending sign-in per key");
    }

    [Theory]
    [InlineData(429, FrobErrorKind.RateLimited, Spent.No)]
    [InlineData(503, FrobErrorKind.Unavailable, Spent.Unknown)]
    [InlineData(502, FrobErrorKind.Unavailable, Spent.Unknown)]
    [InlineData(504, FrobErrorKind.Unavailable, Spent.Unknown)]
    [InlineData(500, FrobErrorKind.Malformed, Spent.Unknown)]
    [InlineData(404, FrobErrorKind.Malformed, Spent.Unknown)]
    [InlineData(401, FrobErrorKind.Malformed, Spent.Unknown)]
    public async Task Without_a_code_the_status_counts_and_a_token_does_not(int status, FrobErrorKind kind, Spent spent)
    {
        foreach (var body in new[] { "", "<html>down</html>", "{}", Tiny.Session })
        {
            var error = await _bench.FailAsync(body, status);
            (error.Kind, error.Spent, error.HttpStatus, error.Code).Should().Be((kind, spent, status, null));
            error.Cause.Should().NotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task Retry_After_is_seconds_or_a_date_by_our_clock()
    {
        (await RetryAfter(new RetryConditionHeaderValue(TimeSpan.FromSeconds(17)))).Should().Be(TimeSpan.FromSeconds(17));
        (await RetryAfter(new RetryConditionHeaderValue(_bench.Clock.GetUtcNow().AddSeconds(90)))).Should().Be(TimeSpan.FromSeconds(90));
        (await RetryAfter(new RetryConditionHeaderValue(_bench.Clock.GetUtcNow().AddSeconds(-90)))).Should().Be(TimeSpan.Zero);
        (await RetryAfter(null)).Should().BeNull();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_malformed_and_nothing_is_sent_again(int status)
    {
        var reply = ScriptedTransport.Answer(Tiny.Session, status);
        reply.Headers.Location = new Uri("https://elsewhere.example/");
        var error = (await _bench.SignInAsync(reply)).Error!;
        (error.Kind, error.HttpStatus).Should().Be((FrobErrorKind.Malformed, status));
        error.Cause.Should().Contain("redirect");
        error.Remedy.Should().Contain("exact address");
        _bench.Transport.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task An_answer_from_another_address_is_malformed()
    {
        _bench.Transport.Then(request =>
        {
            request.RequestUri = new Uri("https://elsewhere.example/");
            var answer = ScriptedTransport.Answer(Tiny.Session);
            answer.RequestMessage = request;
            return answer;
        });
        var error = (await _bench.SignInAsync()).Error!;
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, "another address answered: the transport followed a redirect"));
    }

    [Fact]
    public async Task The_media_type_decides_nothing()
    {
        foreach (var type in new[] { "text/html", "text/javascript; charset=utf-8", "application/octet-stream" })
            (await _bench.SignInAsync(ScriptedTransport.Answer(Tiny.Session, 200, type))).Succeeded.Should().BeTrue();
        var bare = new HttpResponseMessage(HttpStatusCode.OK);
        (await _bench.SignInAsync(bare)).Error!.Cause.Should().Be("the reply is empty");
    }

    [Fact]
    public async Task A_mark_of_success_must_stand_there_exactly()
    {
        var call = Tiny.Direct.Exchange[0] with { Expects = new("ok", "stat", "api.status") };
        using var bench = new Bench(Tiny.Provider with { Flows = [Tiny.Direct with { Exchange = [call] }] });
        const string Key = ",\"session\":{\"key\":\"t\"}}";
        (await bench.SignInAsync("{\"stat\":\"ok\"" + Key)).Succeeded.Should().BeTrue();
        (await bench.SignInAsync("{\"api\":{\"status\":\"ok\"}" + Key)).Succeeded.Should().BeTrue();
        (await bench.FailAsync("{\"stat\":\"OK\"" + Key)).Kind.Should().Be(FrobErrorKind.Malformed);
        (await bench.FailAsync("{\"stat\":\"fail\",\"api\":{\"status\":\"ok\"}" + Key)).Kind.Should().Be(FrobErrorKind.Malformed);
        (await bench.FailAsync("{\"x\":1" + Key)).Cause.Should().Contain("mark of success");
    }

    private static async Task<FrobError> Refused(Bench bench, string password, string reply)
    {
        bench.Transport.Reply(reply);
        return (await bench.Client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret(password) })).Error!;
    }

    private async Task<TimeSpan?> RetryAfter(RetryConditionHeaderValue? value)
    {
        var reply = ScriptedTransport.Answer("", 429);
        reply.Headers.RetryAfter = value;
        return (await _bench.SignInAsync(reply)).Error!.RetryAfter;
    }
}
