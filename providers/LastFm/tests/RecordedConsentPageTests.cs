using System.Text;
using System.Text.RegularExpressions;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Providers.Tests;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests;

/// <summary>The recorded consent pages, asked of the simulated server: it shows the same kind of page.</summary>
/// <remarks>The recorded server died of its own template where it had nothing to allow (an empty 500); ours says so on a page.</remarks>
public sealed partial class RecordedConsentPageTests
{
    private const string Key = "00000000000000000000000000000001";

    [Theory]
    [MemberData(nameof(RecordedExchange.AccountedAs), "consent page", MemberType = typeof(RecordedExchange))]
    public async Task A_recorded_consent_request_meets_the_same_kind_of_page(string server, string name)
    {
        var recorded = RecordedExchange.Find(server, name);
        var method = recorded.Request.GetProperty("method").GetString()!;
        var target = recorded.Request.GetProperty("target").GetString()!;
        // The recorded page makes its token when it is shown and carries it in the form; ours makes it on approval.
        var sent = recorded.Request.GetProperty("body").GetString()!;
        var body = sent.Contains("cb=", StringComparison.Ordinal) ? TokenOf().Replace(sent, "") : sent;
        var service = Service(recorded, target + "&" + body);

        var reply = await service.HandleAsync(Request(method, target, body), CancellationToken.None);

        var shows = recorded.Account.GetProperty("shows").GetString();
        ReadAs(reply).Should().Be(shows);
        if (shows == "redirect")
            reply.Headers.Single(h => h.Key == "Location").Value.Should().StartWith("http://127.0.0.1:9/cb?x=1&token=");
    }

    private static SimulatedLastFm Service(RecordedExchange recorded, string request)
    {
        var service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = new ManualTimeProvider(),
            Profile = LastFmProfile.LibreFm,
            Apps = [new SimulatedApp(Key, new string('s', 32))],
            Users = [new SimulatedUser("alice", "p@ss w0rd"), new SimulatedUser("Bob", "hunter2")],
        });
        if (TokenOf().Match(request) is { Success: true } token && !recorded.Case.Contains("unknown", StringComparison.Ordinal))
            service.Frobs.Issue(token.Groups[1].Value, Key, TimeSpan.FromMinutes(60));
        if (recorded.Case.Contains("already approved", StringComparison.Ordinal))
            service.Frobs.TryApprove(TokenOf().Match(request).Groups[1].Value, "alice");
        return service;
    }

    // The recorded page has one button without a name and its own names for the fields; ours asks for a decision.
    private static SimulatedRequest Request(string method, string target, string body) =>
        new(method, new Uri("http://127.0.0.1:8102" + target))
        {
            Headers = [new("Content-Type", "application/x-www-form-urlencoded")],
            Body = Encoding.UTF8.GetBytes(body.Length == 0 ? "" : body.Replace("username=", "name=", StringComparison.Ordinal) + "&decision=allow"),
        };

    private static string ReadAs(SimulatedReply reply) => reply switch
    {
        { Status: 302 } => "redirect",
        { Status: 200 } when reply.BodyText.Contains("<form", StringComparison.Ordinal) => "form",
        { Status: 200 } => "allowed",
        _ => "gone",
    };

    [GeneratedRegex("[?&]token=([0-9a-f]{32})")]
    private static partial Regex TokenOf();
}
