using Auth.Frob.Cli.Tests.Commands;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>Every command runs with secrets whose text is known; what of them comes to light is listed here, and nothing else may.</summary>
public sealed class CanaryTests
{
    private readonly List<string> _seen = [];

    [Fact]
    public async Task Only_the_deliberate_secrets_come_to_light_and_each_once_on_standard_output()
    {
        await using var town = await SimulatedTown.StartAsync();
        await LoginAsync(town, "mobile", "--username", "alice");
        await LoginAsync(town, "mobile", "--username", "alice", "--show-token", "--json");
        await LoginAsync(town, "mobile", "--username", "alice", "--show-token");
        await ConsentAsync(town);
        await RefusedAsync(town);
        await SignAsync("--explain");
        await SignAsync("--json");
        await SimulateAsync();
        await ReplayAsync();
        foreach (var command in new[] { "demo", "check", "describe lastfm", "describe ipernity --json" })
            await QuietAsync(command);

        _seen.Should().Equal(
            "login mobile --username alice --show-token --json: output token",
            "login mobile --username alice --show-token: output token",
            "login desktop: output frob",
            "login desktop: output signature of the link",
            "sign --explain: output signature",
            "sign --json: output signature",
            "simulate: output secret",
            "simulate: output password");
    }

    private async Task LoginAsync(SimulatedTown town, string flow, params string[] more)
    {
        using var bench = new CommandBench();
        var site = town["lastfm"];
        var before = Tokens(site.Route.Service, site.App.Key);
        bench.Variables["FROB_PASSWORD"] = site.User.Password;
        var ran = await bench.StartAsync(town.Login(bench, "lastfm", flow, more));
        ran.Exit.Should().Be(ExitCode.Done, "secret and password reached the wire and a grant came back");
        var token = Tokens(site.Route.Service, site.App.Key).Except(before).SingleOrDefault() ?? before.Single();
        Look($"login {flow} {string.Join(' ', more)}", ran, ("secret", site.App.Secret), ("password", site.User.Password), ("token", token));
    }

    private async Task ConsentAsync(SimulatedTown town)
    {
        using var bench = new CommandBench();
        var site = town["ipernity"];
        var running = bench.StartAsync(town.Login(bench, "ipernity", "desktop"));
        var address = await bench.Output.NextAsync();
        var query = SimulatedParameters.Parse(new Uri(address).Query.TrimStart('?'));
        await CommandBench.AllowAsync(site, address);
        bench.Input.Type("");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done);
        var token = Tokens(site.Route.Service, site.App.Key).Single();
        Look("login desktop", ran, ("frob", query["frob"]!), ("signature of the link", query["api_sig"]!), ("secret", site.App.Secret), ("token", token));
    }

    private async Task RefusedAsync(SimulatedTown town)
    {
        using var bench = new CommandBench { Variables = { ["FROB_PASSWORD"] = "canary-password" } };
        var ran = await bench.StartAsync(town.Login(bench, "lastfm", "mobile", "--username", "alice", "--secret", "canary-secret"));
        ran.Exit.Should().Be(ExitCode.Usage, "the signature was checked, so the secret was used");
        Look("refused", ran, ("secret", "canary-secret"), ("password", "canary-password"));
    }

    private async Task SignAsync(string how)
    {
        const string Shared = "canary-secret";
        string[] line = ["sign", "lastfm", "--api-key", "k", "--secret", Shared, "--method", "auth.getSession", "--param", "token=canary-token"];
        var signature = (await CommandBench.RunAsync(line)).Output.Trim();
        var ran = await CommandBench.RunAsync([.. line, how]);
        Look($"sign {how}", ran, ("signature", signature), ("secret", Shared), ("token", "canary-token"));
    }

    private async Task SimulateAsync()
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("simulate", "lastfm");
        string line;
        List<string> lines = [];
        do
        {
            line = await bench.Output.NextAsync();
            lines.Add(line);
        }
        while (!line.Contains("--flow mobile", StringComparison.Ordinal));
        bench.Interrupt();
        var ran = await running;
        Look(
            "simulate",
            ran,
            ("secret", lines.Single(l => l.Contains("_SHARED_SECRET=", StringComparison.Ordinal)).Split('=')[^1]),
            ("password", lines.Single(l => l.Contains("FROB_PASSWORD=", StringComparison.Ordinal)).Split('=')[^1]));
    }

    private async Task ReplayAsync()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, ReplayCommandTests.Text("canary-other-5678"));
        var ran = await CommandBench.RunAsync("replay", file);
        File.Delete(file);
        ran.Exit.Should().Be(ExitCode.Differs);
        Look("replay", ran, ("any", "canary"));
    }

    private async Task QuietAsync(string command)
    {
        using var bench = new CommandBench { Variables = { ["LASTFM_SHARED_SECRET"] = "canary", ["FROB_PASSWORD"] = "canary" } };
        var ran = await bench.StartAsync(command.Split(' '));
        ran.Exit.Should().Be(ExitCode.Done);
        Look(command, ran, ("any", "canary"), ("consent", "api_sig="));
    }

    private static string[] Tokens(SimulatedService service, string key) => [.. service.Grants.Held(key, "alice").Select(g => g.Token)];

    private void Look(string command, Ran ran, params (string Name, string Text)[] secrets)
    {
        foreach (var (name, text) in secrets)
        {
            text.Length.Should().BeGreaterThan(5);
            for (var i = ran.Output.Split(text).Length; i > 1; i--)
                _seen.Add($"{command}: output {name}");
            for (var i = ran.Error.Split(text).Length; i > 1; i--)
                _seen.Add($"{command}: error {name}");
        }
    }
}
