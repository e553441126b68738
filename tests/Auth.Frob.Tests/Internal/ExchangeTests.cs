using Auth.Frob.Recipes;
using System.Net;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

public sealed class ExchangeTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("web", "state=nonce-1&frob=f-9", "f-9")]
    [InlineData("web", "x=1&frob=f%2D9&state=nonce-1&other=frob#frob=no", "f-9")]
    [InlineData("echo", "nonce=nonce-1&frob=f-9&denied=no", "f-9")]
    [InlineData("bound", "frob=f-1&verifier=v-1", "f-1")]
    public async Task A_redirect_that_fits_is_exchanged_once(string flow, string query, string frob)
    {
        var pending = await _bench.BeginAsync(flow, flow == "echo" ? null : Bench.Callback);
        _bench.Transport.Reply(Tiny.Session);
        var before = _bench.Transport.Sent.Count;
        _bench.Client.Match(pending, Redirect(query)).Should().BeNull();
        _bench.Transport.Sent.Should().HaveCount(before);
        var grant = (await _bench.Client.ExchangeAsync(pending, Redirect(query))).Value!;
        (grant.Token.Reveal(), grant.Account.Name, grant.GrantedAt, grant.KeyPrint).Should().Be(("t-1", "alice", _bench.Clock.GetUtcNow(), pending.KeyPrint));
        _bench.Transport.Sent.Skip(before).Should().ContainSingle().Which["frob"].Should().Be(frob);
    }

    [Theory]
    [InlineData("web", "frob=f-9", "the redirect has no 'state'")]
    [InlineData("web", "", "the redirect has no 'state'")]
    [InlineData("web", "frob=f-9&State=nonce-1", "the redirect has no 'state'")]
    [InlineData("web", "frob=f-9&state=", "the 'state' of the redirect is empty")]
    [InlineData("web", "frob=f-9&state", "the 'state' of the redirect is empty")]
    [InlineData("web", "frob=f-9&state=nonce-2", "the 'state' of the redirect is not the one of this flow")]
    [InlineData("web", "frob=f-9&state=nonce-1&state=nonce-1", "the redirect has 'state' more than once")]
    [InlineData("web", "frob=f-9&state=nonce-1&st%61te=x", "the redirect has 'state' more than once")]
    [InlineData("web", "state=nonce-1", "the redirect has no 'frob'")]
    [InlineData("web", "state=nonce-1&frob=", "the 'frob' of the redirect is empty")]
    [InlineData("web", "state=nonce-1&frob=a&frob=b", "the redirect has 'frob' more than once")]
    [InlineData("web", "state=nonce-1&frob=a+b", "the 'frob' of the redirect holds white space or a control character")]
    [InlineData("web", "state=nonce-1&frob=a%00", "the 'frob' of the redirect holds white space or a control character")]
    [InlineData("web", "state=wrong&denied=1", "the 'state' of the redirect is not the one of this flow")]
    [InlineData("web", "denied=1", "the redirect has no 'state'")]
    [InlineData("echo", "state=nonce-1&frob=f", "the redirect has no 'nonce'")]
    [InlineData("bound", "frob=f-2&verifier=v", "the 'frob' of the redirect is not the one of this flow")]
    [InlineData("bound", "verifier=v", "the redirect has no 'frob'")]
    [InlineData("bound", "frob=f-1", "the redirect has no 'verifier'")]
    [InlineData("bound", "frob=f-1&frob=f-1&verifier=v", "the redirect has 'frob' more than once")]
    public async Task Exchange_refuses_a_redirect_of_another_flow_and_sends_nothing(string flow, string query, string cause)
    {
        var pending = await _bench.BeginAsync(flow, flow == "echo" ? null : Bench.Callback);
        var before = _bench.Transport.Sent.Count;
        _bench.Client.Match(pending, Redirect(query))!.Cause.Should().Be(cause);
        var error = (await _bench.Client.ExchangeAsync(pending, Redirect(query))).Error!;
        (error.Kind, error.Cause, error.Spent).Should().Be((FrobErrorKind.Mismatch, cause, Spent.No));
        _bench.Transport.Sent.Should().HaveCount(before);
    }

    [Fact]
    public async Task A_fragment_is_no_query()
    {
        var pending = await _bench.BeginAsync("web", Bench.Callback);
        var answer = ConsentReturn.Redirect(new Uri("http://127.0.0.1:9/cb#?state=nonce-1&frob=f"));
        (await _bench.Client.ExchangeAsync(pending, answer)).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
    }

    [Theory]
    [InlineData("web", "state=nonce-1&denied=1")]
    [InlineData("web", "state=nonce-1&frob=f&denied=")]
    [InlineData("echo", "nonce=nonce-1&denied=yes")]
    public async Task A_refusal_of_this_flow_is_denied(string flow, string query)
    {
        var pending = await _bench.BeginAsync(flow, flow == "echo" ? null : Bench.Callback);
        var error = (await _bench.Client.ExchangeAsync(pending, Redirect(query))).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.Denied, Spent.Yes));
        _bench.Transport.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task A_typed_code_goes_along()
    {
        var pending = await _bench.BeginAsync("pin");
        _bench.Transport.Reply(Tiny.Session);
        (await _bench.Client.ExchangeAsync(pending, ConsentReturn.Code(" 123-456 "))).Succeeded.Should().BeTrue();
        _bench.Transport.Sent[^1]["verifier"].Should().Be("123-456");
        foreach (var code in new[] { " ", "1\r\nX-Evil: 1", "1\n", "1\u0000", "\u001b[2J", "1\u0085" })
            FluentActions.Invoking(() => ConsentReturn.Code(code)).Should().Throw<ArgumentException>().Which.Message.Should().NotContain("Evil");
    }

    [Theory]
    [InlineData("desktop", "redirect")]
    [InlineData("desktop", "code")]
    [InlineData("web", "none")]
    [InlineData("web", "code")]
    [InlineData("web", "relative")]
    [InlineData("pin", "redirect")]
    [InlineData("pin", "none")]
    [InlineData("bound", "none")]
    public async Task An_answer_of_the_wrong_kind_throws_and_sends_nothing(string flow, string kind)
    {
        var pending = await _bench.BeginAsync(flow, flow is "web" or "bound" ? Bench.Callback : null);
        var before = _bench.Transport.Sent.Count;
        var answer = kind switch
        {
            "redirect" => Redirect("frob=f"),
            "relative" => ConsentReturn.Redirect(new Uri("/cb?frob=f", UriKind.Relative)),
            "code" => ConsentReturn.Code("1"),
            _ => ConsentReturn.None,
        };
        var exchange = async () => await _bench.Client.ExchangeAsync(pending, answer);
        (await exchange.Should().ThrowAsync<FrobUsageException>()).Which.Faults.Should().ContainSingle().Which.Property.Should().Be("answer");
        _bench.Transport.Sent.Should().HaveCount(before);
    }

    [Theory]
    [InlineData("instance")]
    [InlineData("provider")]
    [InlineData("key")]
    [InlineData("address")]
    public async Task What_another_instance_provider_key_or_address_made_is_refused(string other)
    {
        var pending = await _bench.BeginAsync();
        _bench.Transport.Reply(Tiny.Session);
        var grant = (await _bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        using var bench = new Bench(other == "provider" ? Tiny.Provider with { Id = "other" } : null, o =>
        {
            o.Name = other switch { "instance" => "other", _ => "tiny" };
            o.ApiKey = other == "key" ? "other" : o.ApiKey;
            if (other == "address")
                o.Settings["api"] = "https://api.other.example/";
        });
        var errors = new[]
        {
            (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!,
            (await bench.Client.VerifyAsync(grant)).Error!,
        };
        errors.Should().OnlyContain(static e => e.Kind == FrobErrorKind.Mismatch && e.Remedy.Contains("Nothing was sent"));
        var waiting = bench.Client.WaitAsync(pending).AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Mismatch);
        bench.Transport.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task A_flow_that_is_gone_is_a_mismatch()
    {
        var pending = await _bench.BeginAsync();
        using var bench = new Bench(Tiny.Provider with { Flows = [Tiny.Web] });
        (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!.Cause.Should().Be("Tiny has no flow 'desktop' any more; there are: web");
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, Spent.No)]
    [InlineData(HttpRequestError.ConnectionError, Spent.No)]
    [InlineData(HttpRequestError.SecureConnectionError, Spent.No)]
    [InlineData(HttpRequestError.ProxyTunnelError, Spent.No)]
    [InlineData(HttpRequestError.ResponseEnded, Spent.Unknown)]
    [InlineData(HttpRequestError.Unknown, Spent.Unknown)]
    public async Task A_lost_answer_may_have_spent_the_frob_and_an_unsent_request_has_not(HttpRequestError fault, Spent spent)
    {
        _bench.Transport.Fail(new HttpRequestException(fault, "canary"));
        var error = (await _bench.SignInAsync()).Error!;
        (error.Kind, error.Spent, error.HttpStatus, error.Call).Should().Be((FrobErrorKind.Unreachable, spent, null, "signIn"));
        error.ToString().Should().NotContain("canary");
        _bench.Transport.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refused_connection_sends_nothing_and_spends_nothing()
    {
        string address;
        using (var listener = new HttpListenerOnLoopback())
            address = listener.Address.AbsoluteUri;
        using var clients = new FrobBuilder().Add<PlainOptions>(Tiny.Provider, o => { Bench.Fill(o); o.Settings["api"] = address; }).Build();
        var error = (await clients["tiny"].BeginAsync(new ConsentRequest())).Error!;
        (error.Kind, error.Spent, error.Cause).Should().Be((FrobErrorKind.Unreachable, Spent.No, "no connection to the host"));
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_lost_answer()
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new CountedStream(20, Tiny.Session, true)) };
        var error = (await _bench.SignInAsync(response)).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.Unreachable, Spent.Unknown));
    }

    [Fact]
    public async Task A_call_ends_at_its_timeout_on_the_clock_that_was_given()
    {
        _bench.Transport.Hang();
        var signIn = _bench.SignInAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(29.9));
        signIn.IsCompleted.Should().BeFalse();
        _bench.Clock.Advance(TimeSpan.FromSeconds(0.1));
        var error = (await signIn).Error!;
        (error.Kind, error.Spent, error.Cause).Should().Be((FrobErrorKind.Unreachable, Spent.Unknown, "no whole answer came within the call's timeout"));
    }

    [Fact]
    public async Task A_callers_cancellation_is_thrown()
    {
        using var stop = new CancellationTokenSource();
        _bench.Transport.Hang();
        var begin = _bench.Client.BeginAsync(new ConsentRequest(), stop.Token).AsTask();
        await stop.CancelAsync();
        await begin.Awaiting(static b => b).Should().ThrowAsync<OperationCanceledException>();
        var verify = async () => await _bench.Client.BeginAsync(new ConsentRequest(), stop.Token);
        await verify.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Verify_brings_a_grant_up_to_date_or_says_that_there_is_no_way()
    {
        var grant = (await _bench.SignInAsync(Tiny.Session)).Value!;
        _bench.Client.CanVerify(grant).Should().BeTrue();
        _bench.Transport.Reply("""{"session":{"name":"alice2"}}""").Reply("""{"error":7}""");
        var verified = (await _bench.Client.VerifyAsync(grant)).Value!;
        (verified.Account.Name, verified.Token).Should().Be(("alice2", grant.Token));
        _bench.Transport.Sent[^1]["auth_token"].Should().Be("t-1");
        (await _bench.Client.VerifyAsync(grant)).Error!.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        using var bench = new Bench(Tiny.Provider with { Verify = null });
        var own = (await bench.SignInAsync(Tiny.Session)).Value!;
        bench.Client.CanVerify(own).Should().BeFalse();
        var verify = async () => await bench.Client.VerifyAsync(own);
        await verify.Should().ThrowAsync<FrobUsageException>();
    }

    private static ConsentReturn Redirect(string query) => ConsentReturn.Redirect(new Uri("http://127.0.0.1:9/cb?" + query));
}
