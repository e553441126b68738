namespace Auth.Frob.Providers.Tests;

/// <summary>None of the recorded answers is forgotten: each is a transcript, a reader's case, or a consent page.</summary>
public sealed class RecordedServersTests
{
    [Fact]
    public void No_recorded_answer_is_forgotten()
    {
        var recorded = RecordedExchange.All().Select(e => (e.Server, e.Case)).ToArray();
        var accounted = RecordedExchange.Accounts.EnumerateObject()
            .SelectMany(server => server.Value.EnumerateObject().Select(row => (server.Name, row.Name))).ToArray();
        recorded.Should().HaveCount(85).And.OnlyHaveUniqueItems();
        accounted.Should().BeEquivalentTo(recorded);
    }

    [Fact]
    public void Every_account_is_a_transcript_a_readers_case_or_a_consent_page()
    {
        var kinds = RecordedExchange.All().GroupBy(e => e.Account.GetProperty("as").GetString()!).ToDictionary(g => g.Key, g => g.Count());
        kinds.Should().Equal(new Dictionary<string, int> { ["transcript"] = 41, ["reader"] = 31, ["consent page"] = 13 });
    }

    [Theory]
    [MemberData(nameof(RecordedExchange.AccountedAs), "transcript", MemberType = typeof(RecordedExchange))]
    public async Task A_transcript_has_the_recorded_answer_word_for_word(string server, string name)
    {
        var recorded = RecordedExchange.Find(server, name);
        var file = recorded.Account.GetProperty("file").GetString()!.Replace("/", "/conformance/", StringComparison.Ordinal) + ".json";
        var transcript = await ProviderFinder.TranscriptAsync(file);
        var replayed = transcript.Exchanges[recorded.Account.GetProperty("exchange").GetInt32()].Reply;
        replayed.Status.Should().Be(recorded.Reply.Status);
        replayed.ContentType.Should().Be(recorded.Reply.ContentType);
        replayed.Headers.Should().Equal(recorded.Reply.Headers);
        replayed.Body.ToArray().Should().Equal(recorded.Reply.Body.ToArray());
    }
}
