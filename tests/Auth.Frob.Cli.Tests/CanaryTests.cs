using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Tests.Commands;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
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
        await OAuthAsync(town);
        await ExportAsync(town);
        await KeptAsync(town);
        await RefusedAsync(town);
        await SignAsync("--explain");
        await SignAsync("--json");
        await SimulateAsync("lastfm");
        await SimulateAsync("ipernity");
        await SimulateAsync("all", "--json");
        await ReplayAsync();
        await DemoAsync();
        await DemoAsync("--json");
        foreach (var command in new[] { "check", "describe lastfm", "describe ipernity --json" })
            await QuietAsync(command);

        _seen.Should().Equal(
            // 1. The token, where it is asked for.
            "login mobile --username alice --show-token --json: output token",
            "login mobile --username alice --show-token: output token",
            // 2. The consent address, which the person must open.
            "login desktop: output frob",
            "login desktop: output signature of the link",
            "login oauth: output frob",
            "login oauth: output token",
            "login oauth: output token secret",
            // 3. An envelope that is exported.
            "envelope: output token",
            "envelope: output token secret",
            "export lastfm --show-token: output token",
            "export lastfm --show-token --json: output token",
            // 4. A signature that is computed.
            "sign --explain: output signature",
            "sign --json: output signature",
            // 5. What the simulator makes to be thrown away.
            "simulate lastfm: output lastfm secret",
            "simulate lastfm: output lastfm password",
            "simulate ipernity: output ipernity secret",
            "simulate ipernity: output ipernity password",
            "simulate all --json: output lastfm secret",
            "simulate all --json: output lastfm password",
            "simulate all --json: output ipernity secret",
            "simulate all --json: output ipernity password");
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

    private async Task OAuthAsync(SimulatedTown town)
    {
        using var bench = new CommandBench();
        var site = town["ipernity"];
        var running = bench.StartAsync(town.Login(bench, "ipernity", "oauth", "--show-token"));
        var address = await bench.Output.NextAsync();
        var redirect = await CommandBench.AllowAsync(site, address);
        bench.Input.Type(redirect?.AbsoluteUri ?? "");
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        var grant = site.Route.Service.Grants.Held(site.App.Key, "alice").Single(g => g.Secret is not null);
        var frob = SimulatedParameters.Parse(new Uri(address).Query.TrimStart('?'))["oauth_token"]!;
        Look("login oauth", ran, ("frob", frob), ("token", grant.Token), ("token secret", grant.Secret!), ("secret", site.App.Secret));
    }

    private async Task KeptAsync(SimulatedTown town)
    {
        using var bench = new CommandBench();
        await town.SignInAsync(bench);
        var site = town["lastfm"];
        foreach (var line in new[]
        {
            "list", "list --json", "whoami", "whoami --json", "verify", "verify --json", "configure lastfm --show", "configure lastfm --show --json", "export lastfm",
            "export lastfm --show-token", "export lastfm --show-token --json", "logout lastfm --json",
        })
        {
            using var next = bench.Next();
            var ran = await next.StartAsync(line.Split(' '));
            ran.Exit.Should().Be(line == "export lastfm" ? ExitCode.Usage : ExitCode.Done, ran.Error);
            Look(line, ran, [("secret", site.App.Secret), ("password", site.User.Password), .. Tokens(site.Route.Service, site.App.Key).Distinct().Select(t => ("token", t))]);
        }
    }

    // The envelope as an application writes it.
    private async Task ExportAsync(SimulatedTown town)
    {
        var site = town["ipernity"];
        using var clients = new FrobBuilder().Add<PlainOptions>(site.Recipe, options =>
        {
            options.ApiKey = site.App.Key;
            options.SharedSecret = site.App.Secret;
            options.AppName = "canary";
            options.AppVersion = "1";
            foreach (var (setting, address) in site.Addresses(town.Address))
                options.Settings[setting] = address;
        }).Build();
        var client = clients[site.Recipe.Id];
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = "oauth" })).Value!;
        var redirect = await CommandBench.AllowAsync(site, pending.ConsentUri.Reveal().AbsoluteUri);
        var answer = redirect is null ? ConsentReturn.None : ConsentReturn.Redirect(redirect);
        var grant = (await client.ExchangeAsync(pending, answer)).Value!;
        var envelope = new Ran(ExitCode.Done, grant.ToEnvelope(), $"{grant} {pending}");
        Look("envelope", envelope, ("token", grant.Token.Reveal()), ("token secret", grant.TokenSecret!.Reveal()), ("secret", site.App.Secret));
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

    private async Task SimulateAsync(params string[] args)
    {
        using var bench = new CommandBench();
        IReadOnlyList<SimulatedSite> sites = [];
        bench.Around = bench.Around with { Simulate = order => sites = Services.Simulate(order) };
        var running = bench.StartAsync(["simulate", .. args]);
        var last = args.Contains("--json") ? "{" : $"--flow {Services.Simulate(new SimulationOrder { Services = [args[0]] })[0].Recipe.Flows[^1].Name}";
        while (!(await bench.Output.NextAsync()).Contains(last, StringComparison.Ordinal))
        {
        }
        bench.Interrupt();
        Look($"simulate {string.Join(' ', args)}", await running, [.. sites.SelectMany(Held)]);
    }

    private async Task DemoAsync(params string[] args)
    {
        using var bench = new CommandBench();
        IReadOnlyList<SimulatedSite> sites = [];
        bench.Around = bench.Around with { Simulate = order => sites = Services.Simulate(order) };
        var ran = await bench.StartAsync(["demo", .. args]);
        ran.Exit.Should().Be(ExitCode.Done);
        var tokens = sites.SelectMany(s => s.Route.Service.Grants.Held(s.App.Key, s.User.Name)).ToArray();
        tokens.Length.Should().BeGreaterThan(1);
        Look("demo", ran, [.. sites.SelectMany(Held), .. tokens.Select(t => ("token", t.Token)), .. tokens.Where(t => t.Secret is not null).Select(t => ("token secret", t.Secret!))]);
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

    private static (string Name, string Text)[] Held(SimulatedSite site) =>
        [($"{site.Name} secret", site.App.Secret), ($"{site.Name} password", site.User.Password)];

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
