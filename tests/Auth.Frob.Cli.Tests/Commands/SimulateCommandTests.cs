using System.Net;
using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class SimulateCommandTests
{
    [Fact]
    public async Task The_first_line_is_one_object_with_all_that_a_client_needs()
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("simulate", "all", "--json", "--callback", "http://127.0.0.1:9/back");
        var line = JsonElement.Parse(await bench.Output.NextAsync());
        bench.Interrupt();
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, "the stop was asked for");
        Names(line.GetProperty("lastfm")).Should().Equal("api", "consent", "apiKey", "secret", "username", "password");
        Names(line.GetProperty("ipernity")).Should().Equal("api", "consent", "oauth", "callback", "apiKey", "secret", "username", "password");
        line.GetProperty("lastfm").GetProperty("api").GetString().Should().MatchRegex("^http://127\\.0\\.0\\.1:[0-9]+/2\\.0/$");
        line.GetProperty("lastfm").GetProperty("consent").GetString().Should().EndWith("/api/auth/");
        line.GetProperty("ipernity").GetProperty("api").GetString().Should().EndWith("/api/");
        line.GetProperty("ipernity").GetProperty("consent").GetString().Should().EndWith("/apps/authorize");
        line.GetProperty("ipernity").GetProperty("oauth").GetString().Should().EndWith("/apps/oauth/");
        line.GetProperty("ipernity").GetProperty("callback").GetString().Should().Be("http://127.0.0.1:9/back");
    }

    [Fact]
    public async Task Credentials_are_new_in_each_run()
    {
        (await FirstLineAsync("lastfm", "--json")).Should().NotBe(await FirstLineAsync("lastfm", "--json"));
    }

    [Theory]
    [InlineData("lastfm")]
    [InlineData("librefm")]
    [InlineData("listenbrainz")]
    public async Task A_profile_prints_the_login_of_its_own_provider_and_that_signs_in(string profile)
    {
        using var bench = new CommandBench();
        SimulatedSite? site = null;
        bench.Around = bench.Around with { Simulate = order => [site = Services.Simulate(order).Single()] };
        var running = bench.StartAsync("simulate", "lastfm", "--profile", profile);
        string line;
        do
            line = await bench.Output.NextAsync();
        while (!line.StartsWith("frob login", StringComparison.Ordinal));
        line.Should().StartWith($"frob login {profile} --flow desktop --api http://127.0.0.1:");
        var known = new KnownProvider(site!.Recipe);
        using var person = new CommandBench { Variables = { [known.KeyVariable] = site.App.Key, [known.SecretVariable] = site.App.Secret } };
        person.Around = person.Around with { Time = new HurriedTime(TimeProvider.System, CommandBench.Hurry) };
        var login = person.StartAsync(line.Split(' ')[1..]);
        await CommandBench.AllowAsync(site, await person.Output.NextAsync());
        (await login).Output.Should().Contain($"signed in    {profile} desktop").And.Contain("account      alice");
        bench.Interrupt();
        await running;
    }

    [Fact]
    public async Task A_host_that_takes_over_what_is_printed_for_it_talks_to_the_simulated_service()
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("simulate", "lastfm");
        List<string> lines = [];
        do
            lines.Add(await bench.Output.NextAsync());
        while (!lines[^1].StartsWith("export Frob__", StringComparison.Ordinal));
        var line = lines[^1];
        foreach (var pair in lines.Where(static written => written.StartsWith("export LASTFM", StringComparison.Ordinal)).SelectMany(Pairs))
            line = line.Replace($"${pair.Name}", pair.Value, StringComparison.Ordinal);
        var printed = Pairs(line).ToDictionary(static pair => pair.Name.Replace("__", ":", StringComparison.Ordinal), static pair => (string?)pair.Value);
        var section = new ConfigurationBuilder().AddInMemoryCollection(printed).Build().GetSection("Frob");
        await using var services = new ServiceCollection().AddFrob(frob => frob.Named("Tests", "1.0").BindFrom(section).AddLastFm()).BuildServiceProvider();
        (await services.GetRequiredService<FrobClients>()["lastfm"].BeginAsync(new ConsentRequest { Flow = "desktop" })).Succeeded.Should().BeTrue();
        bench.Interrupt();
        await running;
    }

    [Fact]
    public async Task What_cannot_be_is_named_at_once()
    {
        var ran = await CommandBench.RunAsync("simulate", "nowhere", "--port", "99999", "--profile", "none", "--callback", "x", "--json");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Failure.GetProperty("message").GetString().Should()
            .Contain($"'nowhere'; there are: {string.Join(", ", Services.Simulators)}, all").And.Contain("--port")
            .And.Contain($"'none'; there are: {string.Join(", ", Services.Profiles)}").And.Contain("--callback");
    }

    [Theory]
    [InlineData("--profile does not apply to ipernity; it is for: lastfm.", "ipernity", "--profile", "librefm")]
    [InlineData("--callback does not apply to lastfm; it is for: ipernity.", "lastfm", "--callback", "http://127.0.0.1:9/")]
    public async Task An_option_that_a_service_has_no_use_for_is_refused(string sentence, params string[] args)
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync(["simulate", .. args]);
        bench.Interrupt();
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain(sentence);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said()
    {
        await using var town = await SimulatedTown.StartAsync();
        var ran = await CommandBench.RunAsync("simulate", "--port", $"{town.Address.Port}");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain($"Port {town.Address.Port}").And.Contain("--port");
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK, "Simulated services")]
    [InlineData("callback?token=a%22b", HttpStatusCode.OK, "/callback?token=a%22b\"")]
    [InlineData("elsewhere", HttpStatusCode.NotFound, "There is nothing here.")]
    public async Task Pages_that_are_no_services_have_the_look_of_the_others(string path, HttpStatusCode status, string text)
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("simulate", "--json");
        var api = JsonElement.Parse(await bench.Output.NextAsync()).GetProperty("lastfm").GetProperty("api").GetString()!;
        using var browser = new HttpClient();
        using var reply = await browser.GetAsync(new Uri(new Uri(api), "/" + path));
        var page = await reply.Content.ReadAsStringAsync();
        bench.Interrupt();
        await running;
        reply.StatusCode.Should().Be(status);
        page.Should().Contain("<main>").And.Contain(text);
        if (path.Length == 0)
            page.Should().ContainAll("Last.fm", "ipernity", api);
    }

    [Fact]
    public async Task What_it_prints_tells_how_frob_is_run_from_a_clone()
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync("simulate");
        await bench.Output.NextAsync();
        (await bench.Output.NextAsync()).Should().Contain("alias frob='dotnet run --project src/Auth.Frob.Cli --'");
        bench.Interrupt();
        (await running).Exit.Should().Be(ExitCode.Done);
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(m => m.Name);

    private static async Task<string> FirstLineAsync(params string[] args)
    {
        using var bench = new CommandBench();
        var running = bench.StartAsync(["simulate", .. args]);
        var line = await bench.Output.NextAsync();
        bench.Interrupt();
        await running;
        return line;
    }

    // What a shell makes of "export A=1 B=2".
    private static IEnumerable<(string Name, string Value)> Pairs(string line) =>
        line.Split(' ')[1..].Select(static pair => pair.Split('=', 2)).Select(static pair => (pair[0], pair[1]));
}
