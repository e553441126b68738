using System.Diagnostics;
using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Desktop.Tests.Machines;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Browsers;

/// <summary>With a seam instead of processes: what is waited for, and what is said where nothing is opened.</summary>
public sealed class SystemBrowserWaitTests
{
    private static readonly Uri Page = new("https://service.example/consent?frob=very-secret");

    private readonly ManualTimeProvider _time = new();
    private readonly List<ProcessStartInfo> _started = [];
    private readonly TaskCompletionSource<int> _end = new();
    private CancellationToken _watched;

    [Fact]
    public async Task A_browser_that_stays_in_the_foreground_is_opened()
    {
        Task<BrowserOutcome> opening = OpenAsync(With("browser"));
        await _time.WaitForTimersAsync(1);
        _time.Advance(SystemBrowser.Patience - TimeSpan.FromTicks(1));
        opening.IsCompleted.Should().BeFalse();

        _time.Advance(TimeSpan.FromTicks(1));

        (await opening).Should().Be(new BrowserOutcome(true, null));
    }

    [Fact]
    public async Task A_late_failure_is_awaited_as_long_as_the_patience_lasts()
    {
        Task<BrowserOutcome> opening = OpenAsync(With("browser"));
        await _time.WaitForTimersAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        _end.SetResult(1);

        (await opening).Why.Should().Contain("browser failed with exit code 1");
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        Task<BrowserOutcome> opening = OpenAsync(With("browser"), cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => opening).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => OpenAsync(With("browser"), cancellationToken: cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
        _started.Should().ContainSingle();
        _watched.IsCancellationRequested.Should().BeFalse("what a browser writes is read as long as it runs");
    }

    [Fact]
    public async Task A_process_has_no_shell_and_nothing_of_our_terminal()
    {
        _end.SetResult(0);
        await OpenAsync(With("browser --a"));

        _started.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            FileName = "/usr/bin/browser",
            UseShellExecute = false,
            Arguments = "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        _started[0].ArgumentList.Should().Equal("--a", Page.AbsoluteUri);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Windows_alone_is_given_the_address_itself(bool isWindows)
    {
        _end.SetResult(0);
        BrowserOutcome outcome = await OpenAsync(With("ShellExecute"), isWindows ? MachineSystem.Windows : MachineSystem.Linux);

        outcome.IsOpened.Should().Be(isWindows);
        _started.Select(start => (start.UseShellExecute, start.FileName)).Should().Equal(isWindows ? [(true, Page.AbsoluteUri)] : []);
    }

    [Theory]
    [InlineData(true, true, "SSH")]
    [InlineData(false, true, "container")]
    [InlineData(false, false, "no graphical session")]
    public async Task A_machine_without_a_display_says_why_nothing_is_opened(bool isRemote, bool isContainer, string why)
    {
        BrowserOutcome outcome = await OpenAsync(new DesktopMachine { IsRemote = isRemote, IsContainer = isContainer });

        outcome.IsOpened.Should().BeFalse();
        outcome.Why.Should().Contain(why).And.Contain("open the address").And.NotContain("very-secret");
    }

    [Fact]
    public async Task A_display_without_openers_says_what_to_install() =>
        (await OpenAsync(new DesktopMachine { HasDisplay = true })).Why.Should().Contain("xdg-utils").And.Contain("BROWSER");

    private static DesktopMachine With(string opener) => new() { HasDisplay = true, Openers = [opener] };

    private Task<BrowserOutcome> OpenAsync(DesktopMachine machine, MachineSystem system = MachineSystem.Linux, CancellationToken cancellationToken = default)
    {
        var view = new ImaginedMachine { Kind = system, Programs = { "/usr/bin/browser" } };
        return new SystemBrowser(_time, view, StartAsync).OpenAsync(Page, machine, cancellationToken).AsTask();
    }

    private Task<int> StartAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        _started.Add(start);
        _watched = cancellationToken;
        return _end.Task;
    }
}
