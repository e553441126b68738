using Auth.Frob.Cli.Hosting;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    private static readonly string[] Six =
        ["lastfm desktop", "lastfm web", "lastfm mobile", "ipernity desktop", "ipernity web", "ipernity oauth"];

    [Fact]
    public async Task Six_flows_sign_in_and_each_grant_is_verified()
    {
        var ran = await CommandBench.RunAsync("demo", "--json");
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Error.Should().BeEmpty();
        var rows = ran.Json.EnumerateArray().ToArray();
        rows.Select(r => $"{r.GetProperty("provider")} {r.GetProperty("flow")}").Should().Equal(Six);
        rows.Should().OnlyContain(r => r.GetProperty("ok").GetBoolean() && r.GetProperty("account").GetString() == "alice");
        rows[3].GetProperty("permissions").GetProperty("doc").GetString().Should().Be("write");
        rows[0].GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString())
            .Should().Equal("begin", "consent", "wait", "verify");
        rows.SelectMany(r => r.GetProperty("steps").EnumerateArray()).Should().OnlyContain(s => s.GetProperty("ms").GetDouble() >= 0);
        rows.Should().OnlyContain(r => r.EnumerateObject().Count() == 6);
    }

    [Fact]
    public async Task Piped_output_is_plain_and_shows_each_step_and_a_table()
    {
        var ran = await CommandBench.RunAsync("demo");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().NotContain("\u001b").And.Contain("  verified: alice").And.Contain("| ipernity | oauth").And.Contain("6 of 6 flows");
        ran.Output.Split('\n').Should().Contain(line => line.StartsWith("  consent", StringComparison.Ordinal) && line.TrimEnd().EndsWith("ms"));
    }

    [Fact]
    public async Task A_person_who_does_not_find_the_button_makes_the_demo_fail_with_a_clear_sentence()
    {
        using var bench = new CommandBench();
        bench.Around = bench.Around with { Simulate = Renamed };
        var ran = await bench.StartAsync("demo");
        ran.Exit.Should().Be(ExitCode.Differs);
        ran.Error.Should().Contain("lastfm desktop failed at consent: The page has no button 'decision' with the value 'allow'.");
        ran.Output.Should().Contain("4 of 6 flows", "only one service renamed its button, and one flow there has no page");
    }

    [Fact]
    public async Task A_flow_that_fails_has_an_error_object_in_its_row()
    {
        using var bench = new CommandBench();
        bench.Around = bench.Around with { Simulate = Renamed };
        var row = (await bench.StartAsync("demo", "--json")).Json[0];
        row.GetProperty("ok").GetBoolean().Should().BeFalse();
        row.GetProperty("error").EnumerateObject().Select(m => m.Name).Should().Equal("kind", "code", "message", "remedy");
        row.GetProperty("error").GetProperty("message").GetString().Should().Contain("failed at consent");
    }

    [Fact]
    public async Task A_demo_that_is_stopped_says_so()
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("demo");
        await bench.Output.NextAsync();
        bench.Interrupt();
        (await running).Exit.Should().Be(ExitCode.Cancelled);
    }

    private static IReadOnlyList<SimulatedSite> Renamed(SimulationOrder order) =>
    [
        .. Services.Simulate(order).Select(site => site.Name == "lastfm"
            ? site with { Route = site.Route with { Service = new RenamedButton(site.Route.Service) } }
            : site),
    ];
}
