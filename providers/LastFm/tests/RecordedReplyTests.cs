using System.Text.Json;
using Auth.Frob.Errors;
using Auth.Frob.Providers.Tests;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.LastFm.Tests;

/// <summary>Recorded answers to requests that our client never makes: its reader takes them all the same, and never throws.</summary>
public sealed class RecordedReplyTests
{
    [Theory]
    [MemberData(nameof(RecordedExchange.AccountedAs), "reader", MemberType = typeof(RecordedExchange))]
    public async Task A_recorded_answer_is_read_as_what_it_is(string server, string name)
    {
        var recorded = RecordedExchange.Find(server, name);
        var transcript = Transcript(recorded, Enum.Parse<TranscriptStep>(recorded.Account.GetProperty("call").GetString()!, ignoreCase: true));
        var report = await TranscriptReplay.RunAsync(transcript, ProviderFinder.TryFind);
        report.Differences.Should().BeEmpty(report.ToString());
    }

    private static Transcript Transcript(RecordedExchange recorded, TranscriptStep step) => new()
    {
        File = $"{recorded.Server}: {recorded.Case}",
        Provider = "lastfm",
        Flow = step switch { TranscriptStep.Exchange => "web", TranscriptStep.SignIn => "mobile", _ => "desktop" },
        ApiKey = "00000000000000000000000000000001",
        SharedSecret = new string('s', 32),
        Request = step switch
        {
            TranscriptStep.Exchange => new() { Callback = "http://127.0.0.1:9/cb" },
            TranscriptStep.SignIn => new() { Username = "alice", Password = "p@ss w0rd" },
            _ => new(),
        },
        Steps = step == TranscriptStep.Exchange ? [TranscriptStep.Begin, step] : [step],
        Answer = new(TranscriptAnswerKind.Redirect, "{callback}&token=t0k3n"),
        Grant = step == TranscriptStep.Verify ? new() { Token = "k3y" } : null,
        Exchanges = [StubHttpExchange.Any(recorded.Reply)],
        Outcome = Outcome(recorded.Account, step),
    };

    private static TranscriptOutcome Outcome(JsonElement account, TranscriptStep step)
    {
        if (account.TryGetProperty("kind", out var kind))
        {
            var error = new TranscriptError { Step = step, Kind = Enum.Parse<FrobErrorKind>(kind.GetString()!) };
            return new() { Error = error with { Code = account.GetProperty("code").GetString() } };
        }
        var token = account.GetProperty("token").GetString()!;
        if (step == TranscriptStep.Begin)
            return new() { Pending = new() { ConsentUri = $"https://www.last.fm/api/auth/?api_key=00000000000000000000000000000001&token={token}" } };
        var grant = new TranscriptGrant { Token = token };
        return new() { Grant = grant with { Account = grant.Account.Add("name", account.GetProperty("name").GetString()) } };
    }
}
