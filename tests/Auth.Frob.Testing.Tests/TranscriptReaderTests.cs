using System.Collections.Immutable;
using Auth.Frob.Errors;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Testing.Tests;

public sealed class TranscriptReaderTests
{
    private const string Least = """{"provider":"p","flow":"f","app":{"apiKey":"k"},"exchanges":[],"outcome":{"error":{}}}""";

    [Fact]
    public void The_least_transcript_has_the_documented_defaults()
    {
        var transcript = Transcript.Parse(Least, "least.json");
        transcript.Now.Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        transcript.Steps.Should().BeEmpty();
        transcript.Answer.Kind.Should().Be(TranscriptAnswerKind.None);
        transcript.SharedSecret.Should().BeNull();
        transcript.Outcome.Error.Should().Be(new TranscriptError());
    }

    [Fact]
    public void Every_documented_member_is_read()
    {
        var transcript = Transcript.Parse(
            """
            { "title": "t", "source": "s", "provider": "p", "flow": "f", "now": "2026-02-03T04:05:06Z", "nonces": ["n7"],
              "app": { "apiKey": "k", "sharedSecret": "s3" }, "settings": { "api": "https://a" }, "standing": { "lg": "en" },
              "request": { "permissions": { "doc": "write" }, "callback": "http://127.0.0.1:9/cb", "username": "u", "password": "w" },
              "steps": ["begin", "exchange", "signIn", "verify"],
              "exchanges": [ { "expect": { "method": "POST", "url": "https://a", "query": {}, "form": { "x": "1" }, "parameters": { "x": "1" },
                                           "json": {}, "headers": { "h": "v" }, "partial": true },
                               "reply": { "status": 201, "headers": { "r": "v" }, "contentType": "text/x", "bodyBase64": "YWI=", "fault": "truncated" } } ],
              "answer": { "kind": "redirect", "value": "{callback}" },
              "grant": { "token": "g" },
              "outcome": { "pending": { "consentUri": "c", "userCode": "u", "pollEvery": 5 },
                           "grant": { "token": "t", "tokenSecret": "ts", "account": { "id": "1", "name": null, "displayName": "d" },
                                      "permissions": { "doc": "read" }, "extras": { "e": "1" } },
                           "error": { "step": "verify", "kind": "Expired", "code": "14", "http": 403, "spent": "Yes" } } }
            """,
            "all.json");
        transcript.Now.Should().Be(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        transcript.Steps.Should().Equal(TranscriptStep.Begin, TranscriptStep.Exchange, TranscriptStep.SignIn, TranscriptStep.Verify);
        transcript.Request.Should().Match<TranscriptRequest>(r => r.Callback == "http://127.0.0.1:9/cb" && r.Username == "u" && r.Password == "w");
        transcript.Exchanges[0].Expect.Should().Match<StubHttpRequest>(e => e.IsPartial && e.Form!["x"] == "1" && e.Headers["H"] == "v");
        transcript.Exchanges[0].Reply.Should().Match<StubHttpReply>(r => r.Status == 201 && r.Fault == StubHttpFault.Truncated && r.Body.Length == 2);
        transcript.Outcome.Pending!.PollEvery.Should().Be(TimeSpan.FromSeconds(5));
        transcript.Outcome.Grant!.Account["name"].Should().BeNull();
        var error = new TranscriptError { Step = TranscriptStep.Verify, Kind = FrobErrorKind.Expired, Code = "14", Http = 403, Spent = Spent.Yes };
        transcript.Outcome.Error.Should().Be(error);
    }

    [Fact]
    public void Every_fault_is_named_at_once_with_file_and_member()
    {
        var faults = Faults(
            """
            { "provider": "p", "app": { "apikey": "k" }, "titel": "", "steps": ["start"], "now": "noon", "outcome": {},
              "exchanges": [ { "expect": { "metod": "POST", "form": { "a": 1 } } },
                             { "expect": {}, "reply": { "status": "200", "body": "a", "bodyBase64": "?", "fault": "slow" } } ] }
            """);
        faults.Should().OnlyContain(f => f.File == "bad.json");
        faults.Select(f => f.Member).Should().BeEquivalentTo(
            "flow", "app.apiKey", "app.apikey", "titel", "steps[0]", "now", "outcome", "exchanges[0].expect.metod", "exchanges[0].expect.form.a",
            "exchanges[0].reply", "exchanges[1].reply.status", "exchanges[1].reply.bodyBase64", "exchanges[1].reply.bodyBase64", "exchanges[1].reply.fault");
    }

    [Theory]
    [InlineData("provider")]
    [InlineData("flow")]
    [InlineData("app")]
    [InlineData("exchanges")]
    [InlineData("outcome")]
    public void A_needed_member_that_is_missing_is_a_fault(string member)
    {
        var text = Least.Replace($"\"{member}\":", "\"title\":", StringComparison.Ordinal);
        Faults(text).Should().Contain(f => f.Member == member && f.Message == "is missing");
    }

    [Fact]
    public void An_unknown_member_is_a_fault_that_lists_the_known_ones() =>
        Faults(Least.Replace("{\"error\":{}}", "{\"error\":{\"cod\":\"1\"}}", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.ToString().Should().Be("bad.json: outcome.error.cod: is no member here; there are: code, http, kind, spent, step");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"provider\":\"a\",\"provider\":\"b\"}")]
    [InlineData("{\"provider\":\"\\ud800\"}")]
    public void What_is_no_transcript_is_told_without_another_exception(string text) => Faults(text).Should().NotBeEmpty();

    private static ImmutableArray<TranscriptFault> Faults(string text)
    {
        var parse = () => Transcript.Parse(text, "bad.json");
        return parse.Should().Throw<TranscriptFormatException>().Which.Faults;
    }
}
