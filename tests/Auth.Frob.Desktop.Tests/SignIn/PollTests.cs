using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Errors;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Desktop.Tests.SignIn;

public sealed class PollTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly SignInBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("desk")]
    [InlineData("service")]
    [InlineData("remote")]
    [InlineData("container")]
    [InlineData("bare")]
    public async Task A_service_that_is_polled_signs_in_on_every_machine(string machine)
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, machine: TestMachines.Of(machine));
        var page = await _bench.Screen.Shown;
        page.Should().BeEquivalentTo(new { Service = "Last.fm", Way = WayBack.Poll, OpensBrowser = true, UserCode = (string?)null });
        (await _bench.Opener.Opened).Should().Be(page.Address.Reveal());
        await _bench.PollIsArmedAsync();
        _bench.Clock.Advance(Pause);
        var told = await _bench.Screen.ReportOfAsync(static p => p.Attempt == 1);
        told.Should().BeEquivalentTo(new { Way = WayBack.Poll, Last = FrobErrorKind.Pending, NextIn = Pause, TimeLeft = TimeSpan.FromMinutes(60) - Pause });
        await _bench.VisitAsync(_bench.LastFmService);
        _bench.Clock.Advance(Pause);
        (await signingIn).Value!.Account.Name.Should().Be("alice");
        _bench.Screen.Ends.Should().Be(1);
        _bench.Clock.ArmedTimers.Should().Be(0, "nothing ticks on");
    }

    [Fact]
    public async Task Time_left_and_next_try_are_told_each_second()
    {
        using var stop = new CancellationTokenSource();
        var signingIn = _bench.RunAsync(_bench.LastFm, token: stop.Token);
        await _bench.Screen.Shown;
        await _bench.PollIsArmedAsync();
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        var told = await _bench.Screen.ReportOfAsync(static p => p.TimeLeft < TimeSpan.FromMinutes(60));
        told.Should().BeEquivalentTo(new { TimeLeft = TimeSpan.FromSeconds(3599), NextIn = TimeSpan.FromSeconds(4), Attempt = 0, Last = (FrobErrorKind?)null });
        await stop.CancelAsync();
        await signingIn.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_deadline_ends_an_abandoned_wait()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Deadline = TimeSpan.FromSeconds(12) });
        await _bench.Screen.Shown;
        await _bench.PollIsArmedAsync();
        for (var asked = 1; asked <= 2; asked++)
        {
            _bench.Clock.Advance(Pause);
            await _bench.Screen.ReportOfAsync(p => p.Attempt == asked);
        }
        _bench.Clock.Advance(TimeSpan.FromSeconds(2));
        var error = (await signingIn).Error!;
        error.Kind.Should().Be(FrobErrorKind.Expired);
        error.Remedy.Should().Contain("Begin again");
    }

    [Fact]
    public async Task A_deadline_longer_than_the_frob_lives_is_cut_to_it()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { Deadline = TimeSpan.FromDays(2) });
        await _bench.Screen.Shown;
        (await _bench.Screen.Progress.NextAsync()).TimeLeft.Should().Be(TimeSpan.FromMinutes(60));
        await _bench.PollIsArmedAsync();
        for (var asked = 1; !signingIn.IsCompleted && asked < 719; asked++)
        {
            _bench.Clock.Advance(Pause);
            await _bench.Screen.ReportOfAsync(p => p.Attempt == asked);
        }
        _bench.Clock.Advance(Pause);
        _bench.Clock.Advance(Pause);
        (await signingIn).Error!.Kind.Should().Be(FrobErrorKind.Expired);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_browser_that_fails_is_a_reason_and_the_wait_goes_on(bool throws)
    {
        using var bench = new SignInBench
        {
            Opener = new RecordedOpener((_, _) => throws
                ? throw new InvalidOperationException("https://secret.example/?token=canary")
                : ValueTask.FromResult(new BrowserOutcome(false, "there is no program for it."))),
        };
        var signingIn = bench.RunAsync(bench.LastFm);
        (await bench.Screen.ToldAsync()).Should()
            .Be(throws ? "The browser was not opened: InvalidOperationException." : "The browser was not opened: there is no program for it.");
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(Pause);
        (await signingIn).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task An_opener_that_stays_does_not_hold_the_wait_up_and_is_left_in_the_end()
    {
        var left = new TaskCompletionSource();
        using var bench = new SignInBench
        {
            Opener = new RecordedOpener(async (_, token) =>
            {
                token.Register(left.SetResult);
                await left.Task;
                return new BrowserOutcome(true, null);
            }),
        };
        var signingIn = bench.RunAsync(bench.LastFm);
        await bench.Opener.Opened;
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(Pause);
        (await signingIn).Succeeded.Should().BeTrue();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await left.Task.WaitAsync(patience.Token);
    }

    [Fact]
    public async Task No_browser_is_opened_where_the_caller_does_not_want_it()
    {
        var signingIn = _bench.RunAsync(_bench.LastFm, new DesktopRequest { OpensBrowser = false });
        (await _bench.Screen.Shown).OpensBrowser.Should().BeFalse();
        await _bench.VisitAsync(_bench.LastFmService);
        await _bench.PollIsArmedAsync();
        _bench.Clock.Advance(Pause);
        (await signingIn).Succeeded.Should().BeTrue();
        _bench.Opener.Opened.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task What_the_service_says_in_the_beginning_is_the_result_and_nothing_is_shown()
    {
        _bench.LastFmService.Faults.Always("auth.getToken", Fault.Code(26));
        (await _bench.RunAsync(_bench.LastFm)).Error!.Kind.Should().Be(FrobErrorKind.SuspendedAppKey);
        _bench.Screen.Shown.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_deadline_of_nothing_is_misuse()
    {
        var run = () => _bench.RunAsync(_bench.LastFm, new DesktopRequest { Deadline = TimeSpan.Zero });
        await run.Should().ThrowAsync<FrobUsageException>().WithMessage("*Deadline*more than zero*");
    }

    [Fact]
    public async Task An_opener_that_does_not_heed_its_token_does_not_hold_the_grant_up()
    {
        var never = new TaskCompletionSource<BrowserOutcome>();
        using var bench = new SignInBench { Opener = new RecordedOpener((_, _) => new(never.Task)) };
        var signingIn = bench.RunAsync(bench.LastFm);
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(Pause);
        (await signingIn.WaitAsync(TimeSpan.FromMinutes(1))).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task A_screen_that_hangs_while_it_shows_the_page_does_not_outlive_the_deadline()
    {
        using var bench = new SignInBench { Screen = new RecordedScreen { HangsAtOnce = true } };
        var signingIn = bench.RunAsync(bench.LastFm, new DesktopRequest { Deadline = TimeSpan.FromMinutes(1) });
        await bench.Screen.Shown;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await signingIn.WaitAsync(TimeSpan.FromMinutes(1))).Error!.Kind.Should().Be(FrobErrorKind.Expired);
    }

    [Fact]
    public async Task What_a_screen_throws_at_a_report_is_lost_and_the_next_report_comes()
    {
        using var bench = new SignInBench { Screen = new RecordedScreen { ThrowsAtReports = true } };
        var signingIn = bench.RunAsync(bench.LastFm);
        await bench.Screen.Shown;
        await bench.PollIsArmedAsync();
        for (var second = 1; second <= 2; second++)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await bench.Screen.ReportOfAsync(p => p.TimeLeft == TimeSpan.FromSeconds(3600 - second));
        }
        await bench.VisitAsync(bench.LastFmService);
        bench.Clock.Advance(Pause);
        (await signingIn).Succeeded.Should().BeTrue();
    }
}
