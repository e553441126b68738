using System.Net;
using System.Text.Json;

namespace Auth.Frob.Cli.Tests;

/// <summary>A sign-in whose browser comes back to the command's own listener.</summary>
public sealed class LoopbackProcessTests
{
    [Fact]
    public async Task The_browser_comes_back_and_nobody_types_anything()
    {
        await using var town = await SimulatedTown.StartAsync();
        using var bench = new CommandBench();
        var site = town["lastfm"];
        var line = town.Login(bench, "lastfm", "web", "--way", "loopback", "--no-browser", "--json");
        using var login = FrobProcess.Start(line, bench.Variables);
        var consent = new Uri(JsonElement.Parse((await login.Output.ReadLineAsync())!).GetProperty("consent").GetString()!);
        var back = await CommandBench.AllowAsync(site, consent.AbsoluteUri);
        back!.IsLoopback.Should().BeTrue();
        using var browser = new HttpClient();
        using (var elsewhere = await browser.GetAsync(new Uri(back, "/favicon.ico")))
            elsewhere.StatusCode.Should().Be(HttpStatusCode.NotFound);
        using (var page = await browser.GetAsync(back))
            page.StatusCode.Should().Be(HttpStatusCode.OK);
        var ran = await login.EndAsync();
        ran.Exit.Should().Be(ExitCode.Done, ran.Output + ran.Error);
        ran.Json.GetProperty("account").GetString().Should().Be("alice");
        ran.Json.GetProperty("kept").GetBoolean().Should().BeTrue();
    }
}
