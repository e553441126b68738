using System.Net;
using System.Net.Sockets;
using Auth.Frob.Errors;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Desktop.Tests.SignIn;

public sealed class LoopbackTests : IDisposable
{
    private readonly SignInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_browser_comes_back_by_itself_and_gets_a_page()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Loopback });
        (await _bench.Opener.Opened).Should().Be((await _bench.Screen.Shown).Address.Reveal());
        var redirect = (await _bench.VisitAsync(_bench.LastFmService)).Redirect!;
        var page = await _bench.Browser.GetAsync(redirect);
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).Should().Contain("Signed in").And.Contain("Last.fm gave access").And.NotContain("token");
        (await signingIn).Value!.Account.Name.Should().Be("alice");
        _bench.Screen.Ends.Should().Be(1);
        var later = () => _bench.Browser.GetAsync(redirect);
        await later.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Foreign_states_second_tabs_other_paths_and_port_scans_neither_end_nor_fool_the_wait()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Loopback });
        var redirect = (await _bench.VisitAsync(_bench.LastFmService)).Redirect!;
        var root = redirect.GetLeftPart(UriPartial.Authority);
        // Somebody else's answer, with a frob that the service would take.
        var stolen = redirect.Query.Replace("state=", "state=x", StringComparison.Ordinal);
        foreach (var query in new[] { "", "?x=1", "?token=abc", stolen, redirect.Query + "&token=2", redirect.Query.Replace("token=", "t=", StringComparison.Ordinal) })
        {
            var foreign = await _bench.Browser.GetAsync(redirect.GetLeftPart(UriPartial.Path) + query);
            foreign.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await foreign.Content.ReadAsStringAsync()).Should().Contain("Not the awaited answer");
        }
        (await _bench.Browser.GetAsync(root + "/favicon.ico")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _bench.Browser.PostAsync(redirect, null)).StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        for (var knocks = 0; knocks < 20; knocks++)
        {
            using var scan = new TcpClient();
            await scan.ConnectAsync(IPAddress.Loopback, redirect.Port);
        }
        signingIn.IsCompleted.Should().BeFalse();
        _bench.Screen.Reports.Last().Should().BeEquivalentTo(new { Attempt = 6, Last = FrobErrorKind.Mismatch, Way = WayBack.Loopback });
        (await _bench.Browser.GetAsync(redirect)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await signingIn).Value!.Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task A_refusal_that_the_redirect_tells_ends_the_wait()
    {
        using var scene = new RefusingScene();
        var signingIn = scene.RunAsync();
        var callback = await scene.CallbackAsync();
        // A refusal without our state is anybody's.
        (await scene.Bench.Browser.GetAsync(callback.GetLeftPart(UriPartial.Path) + "?denied=1")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var page = await scene.Bench.Browser.GetAsync(callback + "&denied=1");
        (await page.Content.ReadAsStringAsync()).Should().Contain("Access was refused");
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.Denied);
    }

    [Fact]
    public async Task An_exchange_that_fails_is_the_result_and_the_page_says_so()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Loopback });
        var redirect = (await _bench.VisitAsync(_bench.LastFmService)).Redirect!;
        _bench.LastFmService.Faults.Next("auth.getSession", Fault.Code(11));
        var page = await _bench.Browser.GetAsync(redirect);
        page.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await page.Content.ReadAsStringAsync()).Should().Contain("The sign-in failed");
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.Unavailable);
    }

    [Fact]
    public async Task A_frob_that_nothing_binds_and_the_service_does_not_know_is_somebody_elses()
    {
        var place = new FreePort();
        using var bench = new SignInBench(place.Callback.AbsoluteUri);
        var signingIn = bench.RunAsync(bench.Ipernity, new DesktopRequest { Flow = "web", Callback = place.Callback }, TestMachines.Service);
        var redirect = (await bench.VisitAsync(bench.IpernityService)).Redirect!;
        (await bench.Browser.GetAsync(place.Callback + "?frob=1234-5678")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        bench.Screen.Reports.Last().Last.Should().Be(FrobErrorKind.PendingOrInvalid);
        signingIn.IsCompleted.Should().BeFalse();
        (await bench.Browser.GetAsync(redirect)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await signingIn).Value!.Account.Name.Should().Be("alice");
    }

    [Fact]
    public async Task What_nothing_binds_does_not_make_us_hammer_the_service()
    {
        var place = new FreePort();
        using var bench = new SignInBench(place.Callback.AbsoluteUri);
        var signingIn = bench.RunAsync(bench.Ipernity, new DesktopRequest { Flow = "web", Callback = place.Callback });
        await bench.Screen.Shown;
        for (var sent = 0; sent < 20; sent++)
            await bench.Browser.GetAsync($"{place.Callback}?frob={sent}-5678");
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.PendingOrInvalid);
    }

    [Fact]
    public async Task A_frob_that_we_had_before_binds_the_answer_to_an_address_of_our_own()
    {
        var signingIn = _bench.RunAsync(_bench.Ipernity, machine: TestMachines.Service);
        var redirect = (await _bench.VisitAsync(_bench.IpernityService)).Redirect!;
        (await _bench.Browser.GetAsync(redirect.GetLeftPart(UriPartial.Path) + "?oauth_token=other")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await _bench.Browser.GetAsync(redirect)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await signingIn).Value!.Flow.Should().Be("oauth");
    }

    [Fact]
    public async Task The_callers_address_keeps_its_query_and_path_and_gets_a_free_port_where_it_names_none()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Callback = new Uri("http://localhost:0/a/b?x=1") });
        var redirect = (await _bench.VisitAsync(_bench.LastFmService)).Redirect!;
        redirect.AbsoluteUri.Should().StartWith("http://localhost:").And.Contain("/a/b?x=1&state=");
        redirect.Port.Should().NotBe(0);
        (await _bench.Browser.GetAsync(redirect)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await signingIn).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_where_nothing_else_is_possible_and_else_the_next_way_is_gone()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var callback = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/cb");
        var forced = () => _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Loopback, Callback = callback });
        await forced.Should().ThrowAsync<FrobUsageException>().WithMessage($"*{callback.Port}*");
        using var stop = new CancellationTokenSource();
        var pasted = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Callback = callback }, token: stop.Token);
        (await _bench.Screen.Shown).Way.Should().Be(WayBack.Paste);
        await stop.CancelAsync();
        await pasted.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_deadline_ends_the_wait_for_a_browser_that_was_closed()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Way = WayBack.Loopback, Deadline = TimeSpan.FromMinutes(3) });
        var address = (await _bench.Screen.Shown).Address.Reveal();
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await _bench.Screen.ReportOfAsync(static p => p.TimeLeft < TimeSpan.FromSeconds(176))).NextIn.Should().BeNull();
        _bench.Clock.Advance(TimeSpan.FromMinutes(3));
        var error = (await signingIn).Error!;
        error.Kind.Should().Be(FrobErrorKind.Expired);
        error.Remedy.Should().Be("Begin again.");
        error.ToString().Should().NotContain(address.Query);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_frees_the_port()
    {
        using var stop = new CancellationTokenSource();
        var place = new FreePort();
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Callback = place.Callback }, token: stop.Token);
        await _bench.Screen.Shown;
        await stop.CancelAsync();
        await signingIn.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
        using var again = new TcpListener(IPAddress.Loopback, place.Callback.Port);
        again.Invoking(static l => l.Start()).Should().NotThrow();
    }
}
