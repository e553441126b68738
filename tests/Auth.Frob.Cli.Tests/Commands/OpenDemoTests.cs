using Auth.Frob.Cli.Hosting;
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
        _bench.Around = _bench.Around with { Machine = static () => new DesktopMachine { CanAsk = true } };
        var running = _bench.StartAsync("demo", "--open", "--provider", "ipernity", "--flow", "desktop");
        var address = await _bench.Output.NextAsync();
        await CommandBench.AllowAsync(_sites.Single(s => s.Name == "ipernity"), address);
        _bench.Input.Type("");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
    }
}
