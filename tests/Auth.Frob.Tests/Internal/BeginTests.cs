using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

public sealed class BeginTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Begin_gets_a_frob_and_makes_the_address_of_the_consent_page()
    {
        var pending = await _bench.BeginAsync();
        pending.ConsentUri.Reveal().AbsoluteUri.Should().MatchRegex("^https://www.tiny.example/consent\\?api_key=tiny-key&frob=f-1&api_sig=[0-9a-f]{32}$");
        (pending.Flow, pending.Instance, pending.Provider, pending.KeyPrint).Should().Be(("desktop", "tiny", "tiny", _bench.Client.KeyPrint));
        (pending.BeganAt, pending.ExpiresAt, pending.PollEvery).Should()
            .Be((_bench.Clock.GetUtcNow(), _bench.Clock.GetUtcNow().AddMinutes(60), TimeSpan.FromSeconds(5)));
        var sent = _bench.Transport.Sent.Should().ContainSingle().Which;
        (sent.Method, sent.Address.AbsoluteUri).Should().Be((HttpMethod.Post, "https://api.tiny.example/rest/"));
        sent.Form.Select(static p => p.Name).Should().Equal("api_key", "method", "format", "api_sig");
    }

    [Fact]
    public async Task A_state_rides_in_the_callback_or_in_the_consent_address()
    {
        var web = await _bench.BeginAsync("web", Bench.Callback);
        SentRequest.Pairs(web.ConsentUri.Reveal().Query[1..]).Should().Contain(("cb", "http://127.0.0.1:9/cb?x=1&state=nonce-1"));
        var bare = await _bench.BeginAsync("web", new Uri("app://done"));
        SentRequest.Pairs(bare.ConsentUri.Reveal().Query[1..]).Should().Contain(("cb", "app://done/?state=nonce-2"));
        var echo = await _bench.BeginAsync("echo");
        echo.ConsentUri.Reveal().Query.Should().Be("?api_key=tiny-key&nonce=nonce-3");
        _bench.Transport.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("web", null, "is missing: the address that the browser comes back to")]
    [InlineData("web", "/relative", "must be an absolute address without a fragment")]
    [InlineData("web", "http://127.0.0.1:9/#f", "must be an absolute address without a fragment")]
    [InlineData("web", "http://127.0.0.1:9/?frob=1", "already carries 'frob', which the redirect will bring")]
    [InlineData("web", "http://127.0.0.1:9/?a=1&fr%6fb", "already carries 'frob', which the redirect will bring")]
    [InlineData("web", "http://127.0.0.1:9/?state=", "already carries 'state', which the redirect will bring")]
    [InlineData("web", "http://127.0.0.1:9/?denied=0", "already carries 'denied', which the redirect will bring")]
    [InlineData("echo", "http://127.0.0.1:9/?deni%65d", "already carries 'denied', which the redirect will bring")]
    [InlineData("echo", "http://127.0.0.1:9/?nonce=1", "already carries 'nonce', which the redirect will bring")]
    [InlineData("desktop", "http://127.0.0.1:9/", "the flow 'desktop' has no redirect; leave it out")]
    public async Task A_callback_that_does_not_fit_is_refused_before_any_request(string flow, string? callback, string message)
    {
        var address = callback is null ? null : new Uri(callback, UriKind.RelativeOrAbsolute);
        var fault = await MisuseAsync(new ConsentRequest { Flow = flow, Callback = address });
        fault.Should().Be(new UsageFault("tiny", "Callback", message));
    }

    [Fact]
    public async Task A_callback_may_have_256_characters_and_no_more()
    {
        var longest = "http://127.0.0.1:9/?a=".PadRight(256, 'a');
        (await MisuseAsync(new ConsentRequest { Flow = "web", Callback = new Uri(longest + "a") })).Property.Should().Be("Callback");
        (await _bench.Client.BeginAsync(new ConsentRequest { Flow = "web", Callback = new Uri(longest) })).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_named_at_once()
    {
        var begin = async () => await _bench.Client.BeginAsync(
            new ConsentRequest { Flow = "web", Permissions = Permissions.None.With("doc", "all").With("x", "read"), Callback = new Uri("http://h/?frob&state") });
        (await begin.Should().ThrowAsync<FrobUsageException>()).Which.Faults.Select(static f => f.Property)
            .Should().Equal("Permissions.doc", "Permissions.x", "Callback", "Callback");
    }

    [Theory]
    [InlineData("no-such")]
    [InlineData("direct")]
    [InlineData("Desktop")]
    public async Task A_flow_that_does_not_exist_is_answered_with_those_that_do(string flow) =>
        (await MisuseAsync(new ConsentRequest { Flow = flow })).Message.Should().Contain("there are: desktop, web, echo, bound, pin");

    [Fact]
    public async Task Without_a_name_the_first_flow_of_its_kind_is_taken()
    {
        _bench.Transport.Reply(Tiny.Frob);
        (await _bench.Client.BeginAsync(new ConsentRequest())).Value!.Flow.Should().Be("desktop");
        using var direct = new Bench(Tiny.Provider with { Flows = [Tiny.Direct] });
        var begin = async () => await direct.Client.BeginAsync(new ConsentRequest());
        (await begin.Should().ThrowAsync<FrobUsageException>()).WithMessage("*no flow with a consent page*");
    }

    [Fact]
    public async Task An_error_of_the_service_is_a_value()
    {
        _bench.Transport.Reply("""{"error":6,"message":"slow"}""", 429);
        var begun = await _bench.Client.BeginAsync(new ConsentRequest { Flow = "desktop" });
        (begun.Succeeded, begun.Error!.Kind, begun.Error.Call).Should().Be((false, FrobErrorKind.RateLimited, "getFrob"));
    }

    [Fact]
    public async Task The_service_may_say_lifetime_pace_code_and_page()
    {
        var flow = Tiny.Desktop with
        {
            Prepare =
            [
                Tiny.GetFrob with
                {
                    Reads = [new(Slot.Frob, "frob"), new(Slot.ConsentUri, "page"), new(Slot.UserCode, "code"), new(Slot.ExpiresIn, "life"), new(Slot.PollSeconds, "pace")],
                },
            ],
            Consent = new ConsentLink("{+consentUri}"),
        };
        using var bench = new Bench(Tiny.Provider with { Flows = [flow] });
        bench.Transport.Reply("""{"frob":"f","page":"https://www.tiny.example/device?q=1","code":"AB-12","life":1800,"pace":7}""")
            .Reply("""{"frob":"f","page":"http://www.tiny.example/","code":"AB","life":-1,"pace":"x"}""")
            .Reply("""{"frob":"f","page":"https://www.tiny.example/","code":"AB","life":-1,"pace":"x"}""");
        var pending = (await bench.Client.BeginAsync(new ConsentRequest())).Value!;
        (pending.UserCode, pending.ExpiresAt - pending.BeganAt, pending.PollEvery).Should().Be(("AB-12", TimeSpan.FromSeconds(1800), TimeSpan.FromSeconds(7)));
        pending.ConsentUri.Reveal().Should().Be(new Uri("https://www.tiny.example/device?q=1"));
        (await bench.Client.BeginAsync(new ConsentRequest())).Error!.Cause.Should().Contain("https");
        var odd = (await bench.Client.BeginAsync(new ConsentRequest())).Value!;
        (odd.ExpiresAt - odd.BeganAt, odd.PollEvery).Should().Be((TimeSpan.FromMinutes(60), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Settings_decide_what_is_sent()
    {
        using var bench = new Bench(null, static o => { o.Settings["format"] = "xml"; o.Settings["api"] = "http://127.0.0.1:5/rest"; });
        bench.Transport.Reply("<a><frob>f-1</frob></a>");
        (await bench.Client.BeginAsync(new ConsentRequest())).Succeeded.Should().BeTrue();
        bench.Transport.Sent[0].Form.Select(static p => p.Name).Should().Equal("api_key", "method", "api_sig");
        bench.Transport.Sent[0].Address.AbsoluteUri.Should().Be("http://127.0.0.1:5/rest");
    }

    [Fact]
    public async Task A_required_slot_that_nobody_filled_stops_before_the_request()
    {
        var derived = new Slot("derived");
        var flow = Tiny.Direct with
        {
            Derives = [new Derived(derived, static _ => null, Slot.Username)],
            Exchange = [Tiny.Direct.Exchange[0] with { Body = [.. Tiny.Direct.Exchange[0].Body!, new("d", derived)] }],
        };
        using var bench = new Bench(Tiny.Provider with { Flows = [flow] });
        var signIn = async () => await bench.SignInAsync();
        (await signIn.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*'d' is required*'derived' is empty*");
        bench.Transport.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "p", "Username")]
    [InlineData(" ", "p", "Username")]
    [InlineData("a\nb", "p", "Username")]
    [InlineData("alice", "", "Password")]
    public async Task A_sign_in_without_name_or_password_is_refused(string name, string password, string property)
    {
        var signIn = async () => await _bench.Client.SignInAsync(new SignInRequest { Username = name, Password = new Secret(password) });
        (await signIn.Should().ThrowAsync<FrobUsageException>()).Which.Faults.Should().ContainSingle().Which.Property.Should().Be(property);
        _bench.Transport.Sent.Should().BeEmpty();
    }

    private async Task<UsageFault> MisuseAsync(ConsentRequest request)
    {
        var begin = async () => await _bench.Client.BeginAsync(request);
        var fault = (await begin.Should().ThrowAsync<FrobUsageException>()).Which.Faults.Should().ContainSingle().Which;
        _bench.Transport.Sent.Should().BeEmpty();
        return fault;
    }
}
