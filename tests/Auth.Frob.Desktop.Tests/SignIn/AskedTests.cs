using Auth.Frob.Desktop.Screens;
using Auth.Frob.Errors;
using Auth.Frob.Slots;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>Enter, paste, password: what a person says.</summary>
public sealed class AskedTests : IDisposable
{
    private readonly SignInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Enter_exchanges_once_the_person_allowed_access()
    {
        var signingIn = _bench.RunAsync(_bench.Ipernity);
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.Done);
        await _bench.VisitAsync(_bench.IpernityService);
        _bench.Screen.Answer("");
        (await signingIn).Value!.Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task Enter_before_consent_is_answered_and_asked_again()
    {
        var signingIn = _bench.RunAsync(_bench.Ipernity);
        _bench.Screen.Answer("");
        (await _bench.Screen.ToldAsync()).Should().Contain("not allowed yet").And.Contain("begin again");
        _bench.Screen.Reports.Last().Should().BeEquivalentTo(new { Attempt = 1, Last = FrobErrorKind.PendingOrInvalid });
        await _bench.VisitAsync(_bench.IpernityService);
        _bench.Screen.Answer("");
        (await signingIn).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Enter_again_and_again_ends_with_what_the_service_says()
    {
        _bench.Screen.Answer("", "", "", "", "", "", "");
        (await _bench.RunAsync(_bench.Ipernity)).Error!.Kind.Should().Be(FrobErrorKind.PendingOrInvalid);
        _bench.Screen.Notices.Should().HaveCount(4);
    }

    [Fact]
    public async Task Enter_may_be_forced_where_a_service_could_be_polled()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Enter });
        _bench.Screen.Answer("");
        (await _bench.Screen.ToldAsync()).Should().StartWith("Access is not allowed yet.");
        await _bench.VisitAsync(_bench.LastFmService);
        _bench.Screen.Answer("");
        (await signingIn).Succeeded.Should().BeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_redirect_may_come_the_address_or_enter_ends_the_flow(bool isPasted)
    {
        var signingIn = _bench.RunAsync(_bench.Ipernity, new DesktopRequest { Flow = "oauth" }, TestMachines.Remote);
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.AddressOrDone);
        var redirect = (await _bench.VisitAsync(_bench.IpernityService)).Redirect!;
        _bench.Screen.Answer("that page", isPasted ? redirect.AbsoluteUri : "");
        (await signingIn).Value!.Flow.Should().Be("oauth");
        _bench.Screen.Notices.Should().ContainSingle().Which.Should().Contain("no whole address");
    }

    [Fact]
    public async Task A_pasted_address_ends_the_flow_and_wrong_ones_are_asked_again()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Flow = "web" }, TestMachines.Remote);
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.Address);
        var redirect = (await _bench.VisitAsync(_bench.LastFmService)).Redirect!;
        // The browser on this machine, if there is one, finds out what to do with the address.
        (await _bench.Browser.GetStringAsync(redirect)).Should().Contain("paste it into the program");
        _bench.Screen.Answer("", "/x?token=canary", redirect.AbsoluteUri.Replace("state=", "state=0", StringComparison.Ordinal), $"  {redirect.AbsoluteUri} ");
        (await signingIn).Value!.Account.Name.Should().Be("alice");
        _bench.Screen.Notices.Should().SatisfyRespectively(
            static nothing => nothing.Should().Be("Nothing was typed."),
            static path => path.Should().StartWith("That is no whole address"),
            static foreign => foreign.Should().Contain("'state'"));
        string.Join(' ', _bench.Screen.Notices).Should().NotContain("canary");
    }

    [Fact]
    public async Task A_paste_that_is_never_right_ends_after_five_tries()
    {
        _bench.Screen.Answer("1", "2", "3", "4", "5", "6");
        var error = (await _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Paste })).Error!;
        error.Kind.Should().Be(FrobErrorKind.Mismatch);
        error.Remedy.Should().Contain("Begin again");
        _bench.Screen.Notices.Should().HaveCount(5);
    }

    [Fact]
    public async Task A_pasted_address_of_a_registered_callback_needs_no_listener()
    {
        var signingIn = _bench.RunAsync(_bench.Ipernity, new DesktopRequest { Flow = "web" }, TestMachines.Container);
        var redirect = (await _bench.VisitAsync(_bench.IpernityService)).Redirect!;
        redirect.Port.Should().Be(9);
        _bench.Screen.Answer("http://127.0.0.1:9/back?frob=1-2", redirect.AbsoluteUri);
        (await signingIn).Succeeded.Should().BeTrue();
        _bench.Screen.Notices.Should().ContainSingle().Which.Should().Contain("does not know this answer");
    }

    [Fact]
    public async Task Name_and_password_are_asked_for()
    {
        _bench.Screen.Answer("", " alice ", SignInBench.Password);
        (await _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Password })).Value!.Account.Name.Should().Be("alice");
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.Username);
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.Username);
        (await _bench.Screen.AskedAsync()).Should().Be(SignInQuestion.Password);
        _bench.Opener.Opened.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Name_and_password_that_are_given_need_nobody()
    {
        var request = new DesktopRequest { Way = WayBack.Password, Username = "alice", Password = new Secret("canary-wrong") };
        var refused = (await _bench.RunAsync(_bench.LastFm, request, TestMachines.Bare)).Error!;
        refused.Kind.Should().Be(FrobErrorKind.InvalidCredentials);
        (refused + request.ToString()).Should().NotContain("canary");
        request = request with { Password = new Secret(SignInBench.Password) };
        (await _bench.RunAsync(_bench.LastFm, request, TestMachines.Bare)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task A_password_that_is_never_typed_is_not_sent()
    {
        _bench.Screen.Answer("", "", "", "", "");
        var error = (await _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Password, Username = "alice" })).Error!;
        error.Kind.Should().Be(FrobErrorKind.InvalidCredentials);
        error.Cause.Should().Contain("nothing was sent");
    }

    [Theory]
    [InlineData(WayBack.Enter)]
    [InlineData(WayBack.Paste)]
    [InlineData(WayBack.Password)]
    public async Task Input_at_its_end_is_said_and_not_waited_for(WayBack way)
    {
        _bench.Screen.Answer([null]);
        var run = () => _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = way });
        await run.Should().ThrowAsync<FrobUsageException>().WithMessage($"*{way}: nobody answered*");
    }

    [Theory]
    [InlineData(WayBack.Enter)]
    [InlineData(WayBack.Paste)]
    [InlineData(WayBack.Password)]
    public async Task The_deadline_ends_a_question_that_nobody_answers_even_where_the_read_hangs(WayBack way)
    {
        using var bench = new SignInBench { Screen = new RecordedScreen { Hangs = true } };
        var signingIn = bench.RunAsync(bench.LastFm, new DesktopRequest { Way = way, Deadline = TimeSpan.FromMinutes(1) });
        await bench.Screen.AskedAsync();
        bench.Clock.Advance(TimeSpan.FromSeconds(59));
        signingIn.IsCompleted.Should().BeFalse();
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        bench.Screen.Ends.Should().Be(1);
    }

    [Theory]
    [InlineData(WayBack.Enter)]
    [InlineData(WayBack.Paste)]
    [InlineData(WayBack.Password)]
    public async Task Cancelling_ends_a_question_at_once_even_where_the_read_hangs(WayBack way)
    {
        using var bench = new SignInBench { Screen = new RecordedScreen { Hangs = true } };
        using var stop = new CancellationTokenSource();
        var signingIn = bench.RunAsync(bench.LastFm, new DesktopRequest { Way = way }, token: stop.Token);
        await bench.Screen.AskedAsync();
        await stop.CancelAsync();
        await signingIn.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task An_abandoned_password_prompt_ends_too()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Flow = "mobile" });
        await _bench.Screen.AskedAsync();
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.Expired);
    }

    [Fact]
    public async Task A_password_may_have_all_the_time_there_is()
    {
        var request = new DesktopRequest
        {
            Way = WayBack.Password, Username = "alice", Password = new Secret(SignInBench.Password), Deadline = TimeSpan.MaxValue,
        };
        (await _bench.RunAsync(_bench.LastFm, request)).Succeeded.Should().BeTrue();
    }
}
