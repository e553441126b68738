using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class OpenDemoTests : IDisposable
{
    private readonly CommandBench _bench = new();
    private IReadOnlyList<SimulatedSite> _sites = [];

    public OpenDemoTests()
    {
        _bench.Around = _bench.Around with
        {
            Time = new HurriedTime(TimeProvider.System, Demo.Hurry),
            Simulate = order => _sites = Services.Simulate(order),
            Browser = new PersonsBrowser(() => _sites),
            Machine = static () => new DesktopMachine { CanAsk = true, HasDisplay = true, Openers = ["here"] },
        };
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Every_page_is_opened_and_each_sign_in_ends_with_a_verified_grant()
    {
        // Only once access is allowed: who presses Enter before is asked again.
        _bench.Around = _bench.Around with { Browser = new PersonsBrowser(() => _sites, PressEnter) };
        var ran = await _bench.StartAsync("demo", "--open", "--json");
        ran.Exit.Should().Be(ExitCode.Done, ran.Output + ran.Error);
        var rows = ran.Json.EnumerateArray().ToArray();
        rows.Should().HaveCount(6).And.OnlyContain(r => r.GetProperty("ok").GetBoolean() && r.GetProperty("account").GetString() == "alice");
        rows[0].GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString()).Should().Equal("sign in", "verify");
        ran.Error.Should().Contain($"sign in as alice with the password {_sites[0].User.Password}");
    }

    [Fact]
    public async Task One_flow_can_be_chosen_and_the_address_is_shown()
    {
        var ran = await _bench.StartAsync("demo", "--open", "--provider", "LASTFM", "--flow", "web");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Output.Should().Contain("http://127.0.0.1:").And.Contain("1 of 1 flows");
    }

    [Fact]
    public async Task A_flow_that_there_is_none_of_is_answered_with_all_that_are()
    {
        var ran = await _bench.StartAsync("demo", "--flow", "nosuch");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("there are: lastfm desktop, lastfm web");
    }

    [Fact]
    public async Task A_demo_without_a_person_can_show_one_flow_too() =>
        (await _bench.StartAsync("demo", "--provider", "lastfm", "--flow", "mobile")).Output.Should().Contain("1 of 1 flows");

    [Fact]
    public async Task A_machine_without_a_browser_shows_the_address_and_waits()
    {
        // The system's opener, which finds none here: the person alone visits the page.
        _bench.Around = _bench.Around with { Machine = static () => new DesktopMachine { CanAsk = true }, Browser = new SystemBrowser() };
        var running = _bench.StartAsync("demo", "--open", "--provider", "ipernity", "--flow", "desktop");
        var address = await _bench.Output.NextAsync();
        await CommandBench.AllowAsync(_sites.Single(s => s.Name == "ipernity"), address);
        _bench.Input.Type("");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Error.Should().Contain("The browser was not opened: There is no graphical session here");
    }

    [Fact]
    public async Task A_browser_that_throws_is_a_reason_on_the_screen_and_the_sign_in_goes_on()
    {
        _bench.Around = _bench.Around with { Browser = new PersonsBrowser(() => _sites, static _ => throw new InvalidOperationException("canary")) };
        var ran = await _bench.StartAsync("demo", "--open", "--provider", "lastfm", "--flow", "desktop");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Error.Should().Contain("The browser was not opened: InvalidOperationException.").And.NotContain("canary");
    }

    // The other service is polled, and asks nothing.
    private void PressEnter(SimulatedSite site)
    {
        if (site.Name == "ipernity")
            _bench.Input.Type("");
    }
}
