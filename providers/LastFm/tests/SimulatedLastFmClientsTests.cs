using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Providers.Tests;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.SimulatedLastFmBench;

namespace Auth.Frob.LastFm.Tests;

public sealed class SimulatedLastFmClientsTests
{
    private const string Approved = "cf45fe5a3e3cebe168480a086d7fe481";

    [Theory]
    [MemberData(nameof(RecordedRequest.Of), "lastfm", MemberType = typeof(RecordedRequest))]
    public async Task Every_recorded_client_gets_the_answer_that_it_needs(string file, int line)
    {
        RecordedRequest recorded = RecordedRequest.Find(file, line);
        SimulatedLastFm service = Seeded(file);

        SimulatedReply reply = await service.HandleAsync(recorded.ToRequest(), CancellationToken.None);

        // The recorder answered yes to a wrong password; a service says 4.
        bool isWrongPassword = recorded.Body.Contains("authToken=add085080a2684566477cfd8ae328644", StringComparison.Ordinal);
        SimulatedReply expected = SimulatedReply.Text(recorded.AnsweredStatus, null, recorded.AnsweredBody);
        Code(reply).Should().Be(isWrongPassword ? 4 : Code(expected));
        reply.Status.Should().Be(isWrongPassword ? 403 : recorded.AnsweredStatus);
        reply.BodyText[0].Should().Be(recorded.AnsweredBody[0], "the format is the one that was asked for");
        Names(reply).Should().BeEquivalentTo(isWrongPassword ? ["error"] : Names(expected));
    }

    [Fact]
    public async Task S11_The_whole_flow_goes_from_pending_to_session_to_spent()
    {
        var bench = new SimulatedLastFmBench();
        string token = await bench.TokenAsync();
        Code(await bench.CallAsync("auth.getSession", ("token", token))).Should().Be(14);
        Code(await bench.CallAsync("auth.getSession", ("token", token))).Should().Be(14);
        bench.Service.Frobs.TryApprove(token, "alice").Should().BeTrue();

        SimulatedReply session = await bench.CallAsync("auth.getSession", ("token", token));

        Json(session).GetProperty("session").GetProperty("name").GetString().Should().Be("alice");
        Code(await bench.CallAsync("auth.getSession", ("token", token))).Should().Be(4);
    }

    private static SimulatedLastFm Seeded(string file)
    {
        var clock = new ManualTimeProvider();
        var service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = clock,
            Apps = [new SimulatedApp(Key, Secret)],
            Users =
            [
                new SimulatedUser("alice", "p@ss w0rd"), new SimulatedUser("MyLastFMUsername", "x"),
                new SimulatedUser("Björk", file == "pylast5" ? "pässwörd ☃" : "pässwörd ☃ +&="),
            ],
        });
        service.Frobs.Issue("expired", Key, TimeSpan.FromMinutes(60));
        clock.Advance(TimeSpan.FromMinutes(60));
        service.Frobs.Issue("unauthorised", Key, TimeSpan.FromMinutes(60));
        service.Frobs.Issue(Approved, Key, TimeSpan.FromMinutes(60));
        service.Frobs.TryApprove(Approved, "MyLastFMUsername");
        return service;
    }

    // What a client looks for; who the user is and what else is said of them is not its business.
    private static string[] Names(SimulatedReply reply)
    {
        IEnumerable<string> names = reply.BodyText[0] == '<'
            ? Xml(reply).Descendants().Select(element => element.Name.LocalName)
            : Json(reply).EnumerateObject().SelectMany(member => member.Value.ValueKind == System.Text.Json.JsonValueKind.Object
                ? member.Value.EnumerateObject().Select(inner => inner.Name).Prepend(member.Name)
                : [member.Name]);
        return [.. names.Where(name => name is "error" or "token" or "session" or "key" or "name" or "subscriber" && !names.Contains("user"))];
    }
}
