using Auth.Frob.Desktop.Screens;
using Auth.Frob.Errors;

namespace Auth.Frob.Desktop.Tests.Screens;

public sealed class TerminalScreenTests : IDisposable
{
    private readonly ScreenBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(null)]
    public async Task The_address_is_a_line_of_its_own_however_narrow_the_terminal(int? columns)
    {
        var page = await _bench.PageAsync(WayBack.Poll);
        await _bench.Screen(columns).ShowAsync(page, CancellationToken.None);
        _bench.Output.ToString().Should().Be(_bench.Address.Reveal().AbsoluteUri + Environment.NewLine);
        _bench.Shown.Should().StartWith("A service asks for your consent. If no browser opens, open this address and allow access:\n");
        _bench.Shown.Should().Contain("Ctrl-C").And.NotContain("token=");
    }

    [Fact]
    public async Task The_code_to_type_there_is_shown_and_no_browser_is_promised()
    {
        await _bench.Screen().ShowAsync(await _bench.PageAsync(WayBack.Poll, "WDJB-MJHT", opensBrowser: false), CancellationToken.None);
        _bench.Shown.Should().Contain("\nThe page asks for this code: WDJB-MJHT\n").And.Contain("Open this address").And.NotContain("no browser opens");
    }

    [Fact]
    public async Task What_a_service_sends_commands_no_terminal()
    {
        var screen = _bench.Screen();
        var page = await _bench.PageAsync(WayBack.Poll, "AB\u001b]0;x\u0007\r\nC\u202eD", opensBrowser: false);
        await screen.ShowAsync(page with { Service = "A\u001b[2J service" }, CancellationToken.None);
        screen.Tell("Told\u009b2J.");
        _bench.Shown.Should().Contain("A\uFFFD[2J service asks").And.Contain("this code: AB\uFFFD]0;x\uFFFD\uFFFD\uFFFDC\uFFFDD\n").And.Contain("Told\uFFFD2J.");
        _bench.Shown.Should().NotContainAny("\u001b", "\u0007", "\u009b", "\u202e");
    }

    [Theory]
    [InlineData(WayBack.Poll, 100, true, true)]
    [InlineData(WayBack.Enter, 100, true, true)]
    [InlineData(WayBack.Loopback, 100, true, false)]
    [InlineData(WayBack.Poll, 30, true, false)]
    [InlineData(WayBack.Poll, null, true, false)]
    [InlineData(WayBack.Poll, 100, false, false)]
    public async Task A_qr_code_is_drawn_where_it_fits_and_a_phone_helps(WayBack way, int? columns, bool isOn, bool isDrawn)
    {
        await _bench.Screen(columns, withCode: isOn).ShowAsync(await _bench.PageAsync(way), CancellationToken.None);
        _bench.Shown.Contains('█').Should().Be(isDrawn);
        if (isDrawn)
            _bench.Lines().Where(static l => l.Contains('█')).Should().OnlyContain(l => l.Length < columns);
    }

    [Fact]
    public async Task On_a_terminal_progress_is_one_line_that_is_written_over()
    {
        var screen = _bench.Screen();
        screen.Report(ScreenBench.Poll(0, 3600, null));
        screen.Report(ScreenBench.Poll(1, 3595));
        screen.Report(ScreenBench.Poll(12, 100));
        _bench.Lines().Should().Equal("Asked 12 times, last answer: Pending. Next in 5 s; 100 s left.");
        screen.Report(ScreenBench.Poll(0, 60, null));
        _bench.Lines().Should().Equal("Waiting for your consent. Next in 5 s; 60 s left.");
        screen.End();
        await screen.ShowAsync(await _bench.PageAsync(WayBack.Enter), CancellationToken.None);
        _bench.Lines()[1].Should().StartWith("A service asks");
    }

    [Fact]
    public void A_progress_line_is_never_wider_than_the_terminal()
    {
        var screen = _bench.Screen(columns: 24);
        screen.Report(ScreenBench.Poll(1, 3595));
        screen.Report(ScreenBench.Poll(1, 59));
        _bench.Lines().Should().ContainSingle().Which.Length.Should().BeLessThan(24);
    }

    [Fact]
    public void Piped_progress_is_a_line_when_the_answer_changes_and_each_minute()
    {
        var screen = _bench.Screen(columns: null);
        for (var second = 0; second <= 120; second++)
        {
            screen.Report(ScreenBench.Poll(second / 5, 3600 - second, second < 5 ? null : second < 10 ? FrobErrorKind.Unreachable : FrobErrorKind.Pending));
            _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        _bench.Shown.Should().NotContain("\r");
        _bench.Lines().Should().HaveCount(5).And.Contain(static l => l.Contains("Unreachable", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wait_for_the_browser_tells_the_time_left_and_what_was_not_the_answer()
    {
        var screen = _bench.Screen();
        screen.Report(new SignInProgress(WayBack.Loopback, TimeSpan.FromMinutes(5), null, 0, null));
        _bench.Lines().Should().Equal("Waiting for the browser; 5 min left.");
        screen.Report(new SignInProgress(WayBack.Loopback, TimeSpan.FromMinutes(4), null, 2, FrobErrorKind.Mismatch));
        _bench.Lines().Should().Equal("Waiting for the browser; 4 min left. What was not the answer came 2 times.");
    }

    [Fact]
    public async Task Progress_never_stands_in_what_the_person_types()
    {
        var typed = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var screen = _bench.Screen(hidden: () => typed.Task.GetAwaiter().GetResult());
        screen.Report(ScreenBench.Poll(1, 600) with { Way = WayBack.Paste });
        var asking = screen.AskAsync(SignInQuestion.Code, CancellationToken.None).AsTask();
        var before = _bench.Shown;
        before.Should().EndWith("Type the code that the page shows (10 min left; Ctrl-C if you refused): ");
        screen.Report(ScreenBench.Poll(2, 500));
        _bench.Shown.Should().Be(before);
        screen.Tell("The browser was not opened.");
        _bench.Shown.Should().Be(before + "\nThe browser was not opened.\n");
        typed.SetResult("canary");
        (await asking).Should().Be("canary");
        _bench.Shown.Should().NotContain("canary");
    }

    [Theory]
    [InlineData(SignInQuestion.Password, true)]
    [InlineData(SignInQuestion.Code, true)]
    [InlineData(SignInQuestion.Username, false)]
    [InlineData(SignInQuestion.Address, false)]
    public async Task Passwords_and_codes_are_read_unseen(SignInQuestion question, bool isHidden)
    {
        var line = await _bench.Screen(typed: "seen\n", hidden: static () => "hidden").AskAsync(question, CancellationToken.None);
        line.Should().Be(isHidden ? "hidden" : "seen");
        // Enter was shown by the terminal itself only where the line was.
        _bench.Shown.EndsWith('\n').Should().Be(isHidden);
    }

    [Theory]
    [InlineData(SignInQuestion.Password, true)]
    [InlineData(SignInQuestion.Code, true)]
    [InlineData(SignInQuestion.Username, false)]
    public async Task The_echo_is_taken_away_before_a_hidden_question_stands_there(SignInQuestion question, bool isHidden)
    {
        var before = new List<string>();
        await _bench.Screen(typed: "seen\n", hidden: static () => "hidden", hide: () => before.Add(_bench.Shown)).AskAsync(question, CancellationToken.None);
        before.Should().BeEquivalentTo(isHidden ? [""] : Array.Empty<string>());
        _bench.Shown.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Without_a_terminal_all_lines_come_from_the_input_and_its_end_is_null()
    {
        var screen = _bench.Screen(typed: "alice\ns3cret\n");
        (await screen.AskAsync(SignInQuestion.Username, CancellationToken.None)).Should().Be("alice");
        (await screen.AskAsync(SignInQuestion.Password, CancellationToken.None)).Should().Be("s3cret");
        (await screen.AskAsync(SignInQuestion.Done, CancellationToken.None)).Should().BeNull();
        _bench.Shown.Should().NotContain("s3cret");
    }

    [Fact]
    public async Task A_question_ends_with_its_token_and_a_late_line_answers_no_later_question()
    {
        using var stop = new CancellationTokenSource();
        var lines = new System.Collections.Concurrent.BlockingCollection<string>();
        var read = new TaskCompletionSource();
        Func<string?> hidden = () =>
        {
            var line = lines.Take();
            read.TrySetResult();
            return line;
        };
        var screen = _bench.Screen(hidden: hidden);
        var first = screen.AskAsync(SignInQuestion.Password, stop.Token).AsTask();
        await stop.CancelAsync();
        await first.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
        // The read that was left behind is taken up, not raced against.
        var second = _bench.Screen(hidden: hidden).AskAsync(SignInQuestion.Password, CancellationToken.None).AsTask();
        lines.Add("second");
        (await second).Should().Be("second");
        await read.Task;
    }
}
