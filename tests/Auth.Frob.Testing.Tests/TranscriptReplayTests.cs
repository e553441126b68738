using System.Collections.Immutable;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Testing.Tests;

public sealed class TranscriptReplayTests
{
    private static readonly Slot Colour = new("colour");

    private static readonly FrobProvider Provider = new("toy")
    {
        DisplayName = "Toy",
        Settings = [new Setting(new Slot("api"), SettingKind.Address, "https://toy.example/api/")],
        Errors = new ErrorMap { Places = [new ErrorPlace("error", "message")], Rows = [new("9", FrobErrorKind.InvalidGrant, "dead", "the toy's page")] },
        Verify = new ApiCall { Endpoint = "{+api}me", Body = [new("token", Slot.Token)], Reads = [new(Slot.AccountName, "name")] },
        Flows =
        [
            new ConsentFlow("web")
            {
                Consent = new ConsentLink("https://toy.example/allow") { Query = [new("back", Slot.Callback)] },
                Callback = new CallbackRule { Reads = [new(Slot.Frob, "ticket")], State = StatePlace.InCallbackAddress },
                Binding = Binding.State,
                Exchange =
                [
                    new ApiCall
                    {
                        Endpoint = "{+api}token",
                        Body = [new("key", Slot.ApiKey), new("ticket", Slot.Frob)],
                        Reads = [new(Slot.Token, "token"), new ReplyField(Colour, "colour").Optional()],
                    },
                ],
            },
        ],
    };

    private static readonly string Good =
        """
        { "title": "web", "provider": "toy", "flow": "web", "nonces": ["n42"], "app": { "apiKey": "k" },
          "request": { "callback": "http://127.0.0.1:9/cb" },
          "exchanges": [ { "expect": { "method": "POST", "url": "https://toy.example/api/token", "query": {}, "form": { "key": "k", "ticket": "f1" } },
                           "reply": { "body": "{\"token\":\"t1\",\"colour\":\"red\"}" } } ],
          "answer": { "kind": "redirect", "value": "{callback}&ticket=f1" },
          "outcome": { "pending": { "consentUri": "https://toy.example/allow?back=http%3A%2F%2F127.0.0.1%3A9%2Fcb%3Fstate%3Dn42" },
                       "grant": { "token": "t1", "extras": { "colour": "red" } } } }
        """;

    [Fact]
    public async Task A_transcript_that_agrees_has_no_difference() => (await ReplayAsync(Good)).Should().BeEmpty();

    [Theory]
    [InlineData("{callback}&ticket", "http://127.0.0.1:9/cb?state={state}&ticket", null)]
    [InlineData("\"n42\"", "", "pending.consentUri is 'https://toy.example/allow?back=http%3A%2F%2F127.0.0.1%3A9%2Fcb%3Fstate%3Dn1', not *n42'")]
    [InlineData("\"ticket\": \"f1\"", "\"ticket\": \"f2\"", "request 1 (POST https://toy.example/api/token): form: 'ticket' is 'f1', not 'f2'")]
    [InlineData("\"token\": \"t1\"", "\"token\": \"t2\"", "grant.token is 't1', not 't2'")]
    [InlineData("{ \"colour\": \"red\" }", "{ \"colour\": null }", "grant.extras.colour is 'red', not missing")]
    [InlineData("\"grant\": {", "\"error\": { \"kind\": \"Expired\" }, \"grant\": {", "no step failed, and one was to")]
    [InlineData("\\\"colour\\\":\\\"red\\\"", "\\\"error\\\":9", "the step Exchange failed: InvalidGrant, code 9, HTTP 200")]
    [InlineData("\"flow\": \"web\"", "\"flow\": \"desktop\"", "'toy' has no flow 'desktop'; there are: web")]
    [InlineData("\"provider\": \"toy\"", "\"provider\": \"joy\"", "there is no provider 'joy'")]
    [InlineData("{callback}&ticket=f1", "{callback}", "*request 1 (POST https://toy.example/api/token) never came*")]
    [InlineData("http://127.0.0.1:9/cb\"", "back\"", "*the client takes it for misuse: *")]
    [InlineData("\"app\": { \"apiKey\": \"k\" }", "\"app\": { \"apiKey\": \"k k\" }", "*the client takes it for misuse: *ApiKey*")]
    public async Task A_difference_is_a_sentence(string text, string other, string? difference)
    {
        Good.Should().Contain(text);
        var differences = await ReplayAsync(Good.Replace(text, other, StringComparison.Ordinal));
        if (difference is null)
            differences.Should().BeEmpty();
        else
            string.Join(' ', differences).Should().Match(difference.StartsWith('*') ? difference : difference + "*");
    }

    [Fact]
    public async Task A_stored_grant_is_verified_and_an_empty_error_takes_any_error()
    {
        var verified = Verify("{\\\"name\\\":\\\"alice\\\"}", """{ "grant": { "token": "t1", "account": { "name": "alice", "id": "7" } } }""");
        var refused = Verify("{\\\"error\\\":9}", """{ "error": {} }""");
        (await ReplayAsync(verified)).Should().BeEmpty();
        (await ReplayAsync(refused)).Should().BeEmpty();
        const string Named = """{ "step": "verify", "kind": "InvalidGrant", "code": "9", "http": 200, "spent": "No" }""";
        (await ReplayAsync(refused.Replace("{}", Named, StringComparison.Ordinal))).Should().Equal("error.spent is 'Unknown', not 'No'");
    }

    [Theory]
    [InlineData("refused", "Unreachable", "No", 0)]
    [InlineData("reset", "Unreachable", "Unknown", 0)]
    [InlineData("timeout", "Unreachable", "Unknown", 0)]
    [InlineData("truncated", "Unreachable", "Unknown", 0)]
    [InlineData("huge", "Malformed", "Unknown", 200)]
    public async Task Every_fault_of_the_way_ends_in_an_error_and_never_hangs(string fault, string kind, string spent, int http)
    {
        var outcome = Good.IndexOf("\"outcome\"", StringComparison.Ordinal);
        var text = Good[..outcome].Replace("\"reply\": {", $"\"reply\": {{ \"fault\": \"{fault}\",", StringComparison.Ordinal)
            + $$"""  "outcome": { "error": { "step": "exchange", "kind": "{{kind}}", "spent": "{{spent}}", "http": {{http}} } } }""";
        (await ReplayAsync(text)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_report_reads_as_one_line_and_one_more_per_difference()
    {
        var agrees = await TranscriptReplay.RunAsync(Transcript.Parse(Good, "good.json"), _ => Provider);
        var bad = Transcript.Parse(Good.Replace("\"t1\",", "\"t2\",", StringComparison.Ordinal), "bad.json");
        var differs = await TranscriptReplay.RunAsync(bad, _ => Provider);
        agrees.ToString().Should().Be("agrees: good.json: web");
        differs.ToString().Should().Be($"differs: bad.json: web{Environment.NewLine}  grant.token is 't1', not 't2'");
    }

    [Fact]
    public async Task Conformance_finds_a_partial_expectation_a_flow_without_a_grant_and_an_http_address()
    {
        var partial = Transcript.Parse(Good.Replace("\"query\": {},", "\"partial\": true,", StringComparison.Ordinal), "partial.json");
        var bare = Provider with { Settings = [Provider.Settings[0] with { Default = "http://127.0.0.1/" }] };
        new ProviderConformance(Provider, []).CheckTranscripts().Should().Equal("toy: no transcript of the flow 'web' ends in a grant");
        new ProviderConformance(Provider, [partial]).CheckTranscripts().Should().HaveCount(3);
        new ProviderConformance(bare, []).CheckRecipe().Should().Contain("toy: the setting 'api' is 'http://127.0.0.1/', which is not https");
        (await new ProviderConformance(Provider, []).CheckSecretsAsync()).Should().Equal("toy: no transcript printed anything, so nothing was proved");
    }

    private static string Verify(string body, string outcome) =>
        $$"""
        { "provider": "toy", "flow": "web", "app": { "apiKey": "k" }, "steps": ["verify"], "grant": { "token": "t1", "account": { "id": "7" } },
          "exchanges": [ { "expect": { "parameters": { "token": "t1" } }, "reply": { "body": "{{body}}" } } ], "outcome": {{outcome}} }
        """;

    private static async Task<ImmutableArray<string>> ReplayAsync(string text) =>
        (await TranscriptReplay.RunAsync(Transcript.Parse(text, "toy.json"), id => id == Provider.Id ? Provider : null)).Differences;
}
