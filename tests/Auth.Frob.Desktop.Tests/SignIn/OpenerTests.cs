using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>An opener of the host's own may do whatever it likes: the person is told, and the wait goes on.</summary>
public sealed class OpenerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Faults => ["throws", "fails later", "cancels", "answers nothing"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_an_opener_fails_of_is_told_and_nothing_of_it_is_shown(string fault)
    {
        using var bench = new SignInBench { Opener = new RecordedOpener((_, _) => Fail(fault)) };
        var signingIn = bench.RunAsync(bench.LastFm);
        (await bench.Screen.ToldAsync()).Should().StartWith("The browser was not opened: ").And.EndWith("Exception.").And.NotContain("canary");
        await FinishAsync(bench, signingIn);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_opener_that_never_ends_holds_nothing_up(bool blocks)
    {
        var end = new TaskCompletionSource<BrowserOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var bench = new SignInBench
        {
            // It takes no notice of its token either.
            Opener = new RecordedOpener((_, _) => blocks ? ValueTask.FromResult(end.Task.GetAwaiter().GetResult()) : new ValueTask<BrowserOutcome>(end.Task)),
        };
        var signingIn = bench.RunAsync(bench.LastFm);
        await bench.Opener.Opened;
        await FinishAsync(bench, signingIn);
        bench.Screen.Notices.Should().BeEmpty();
        end.SetResult(new BrowserOutcome(true, null));
    }

    [Fact]
    public async Task Nothing_is_said_of_the_wait_before_the_address_stands_there()
    {
        var drawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var bench = new SignInBench { Screen = new RecordedScreen { Drawn = drawn.Task } };
        var signingIn = bench.RunAsync(bench.LastFm);
        await bench.Screen.Shown;
        // The deadline alone: nothing ticks yet.
        bench.Clock.ArmedTimers.Should().Be(1);
        bench.Clock.Advance(TimeSpan.FromSeconds(3));
        bench.Screen.Reports.Should().BeEmpty();
        drawn.SetResult();
        await bench.Screen.ReportOfAsync(static _ => true);
        await FinishAsync(bench, signingIn);
    }

    [Theory]
    [InlineData("bare", false)]
    [InlineData("container", false)]
    [InlineData("text", true)]
    public async Task A_browser_is_promised_only_where_the_machine_has_what_opens_one(string machine, bool isPromised)
    {
        using var bench = new SignInBench();
        // What would open it is not there: nothing is started.
        var here = TestMachines.Of(machine) with { Openers = isPromised ? ["/nowhere/browser"] : [] };
        var signingIn = (bench.At(here) with { Browser = new SystemBrowser() }).SignInAsync(bench.LastFm).AsTask();
        (await bench.Screen.Shown).OpensBrowser.Should().Be(isPromised);
        (await bench.Screen.ToldAsync()).Should().StartWith("The browser was not opened: ");
        await FinishAsync(bench, signingIn);
    }

    [Fact]
    public async Task An_opener_of_the_hosts_own_is_taken_at_its_word_on_any_machine()
    {
        using var bench = new SignInBench();
        var signingIn = bench.RunAsync(bench.LastFm, machine: TestMachines.Bare);
        (await bench.Screen.Shown).OpensBrowser.Should().BeTrue();
        await FinishAsync(bench, signingIn);
    }

    private static async Task FinishAsync(SignInBench bench, Task<FrobResult<Grant>> signingIn)
    {
        await bench.VisitAsync(bench.LastFmService);
        await bench.PollIsArmedAsync();
        bench.Clock.Advance(Pause);
        (await signingIn).Succeeded.Should().BeTrue();
    }

    private static ValueTask<BrowserOutcome> Fail(string fault) => fault switch
    {
        "throws" => throw new InvalidOperationException("https://secret.example/?token=canary"),
        "fails later" => LateAsync(),
        "cancels" => throw new OperationCanceledException("canary"),
        _ => ValueTask.FromResult<BrowserOutcome>(null!),
    };

    private static async ValueTask<BrowserOutcome> LateAsync()
    {
        await Task.Yield();
        throw new NotSupportedException("canary");
    }
}
