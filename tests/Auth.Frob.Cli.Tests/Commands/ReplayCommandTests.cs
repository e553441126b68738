namespace Auth.Frob.Cli.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Token = "canary-token-1234";
    private readonly string _folder = Directory.CreateTempSubdirectory("frob-replay").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task A_transcript_that_agrees_is_done()
    {
        var ran = await CommandBench.RunAsync("replay", Write("good.json", Token));
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Output.Should().Contain("agrees").And.Contain("1 of 1 transcripts agree.");
    }

    [Fact]
    public async Task One_that_differs_is_told_without_its_secrets()
    {
        var ran = await CommandBench.RunAsync("replay", Write("good.json", Token), Write("bad.json", "canary-other-5678"), "--json");
        ran.Exit.Should().Be(ExitCode.Differs);
        ran.Json[0].GetProperty("ok").GetBoolean().Should().BeTrue();
        ran.Json[1].GetProperty("ok").GetBoolean().Should().BeFalse();
        ran.Json[1].GetProperty("differences")[0].GetString().Should().Be("grant.token is ***");
        ran.Output.Should().NotContain("canary");
    }

    [Fact]
    public async Task Files_that_hold_none_are_all_named()
    {
        var broken = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(broken, "{ \"surprise\": 1 }");
        var ran = await CommandBench.RunAsync("replay", broken, Path.Combine(_folder, "none.json"));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("surprise").And.Contain("none.json: can't be read.");
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_a_usage_error_with_all_that_are()
    {
        var file = Path.Combine(_folder, "strange.json");
        await File.WriteAllTextAsync(file, Agreeing.Replace("\"provider\": \"lastfm\"", "\"provider\": \"nosuch\"", StringComparison.Ordinal));
        var ran = await CommandBench.RunAsync("replay", Write("good.json", Token), file, Path.Combine(_folder, "none.json"), "--json");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Failure.GetProperty("message").GetString().Should().Contain("none.json: can't be read.")
            .And.Contain($"strange.json: There is no provider 'nosuch'; there are: {string.Join(", ", Services.Providers.Select(p => p.Id))}.");
    }

    /// <summary>Writes a transcript whose service answers with <see cref="Token"/>.</summary>
    internal static string Text(string expected) => """
        {
          "title": "mobile", "source": "made for this test", "provider": "lastfm", "flow": "mobile",
          "app": { "apiKey": "k", "sharedSecret": "canary-secret" }, "request": { "username": "alice", "password": "canary-password" },
          "exchanges": [ {
            "expect": { "method": "POST", "url": "https://ws.audioscrobbler.com/2.0/", "partial": true, "form": { "method": "auth.getMobileSession" } },
            "reply": { "status": 200, "contentType": "application/json", "body": "{\"session\":{\"key\":\"RECEIVED\",\"name\":\"alice\"}}" } } ],
          "outcome": { "grant": { "token": "EXPECTED" } }
        }
        """.Replace("RECEIVED", Token, StringComparison.Ordinal).Replace("EXPECTED", expected, StringComparison.Ordinal);

    internal static string Agreeing => Text(Token);

    private string Write(string name, string expected)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, Text(expected));
        return file;
    }
}
