using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Providers.Tests;

public sealed class TranscriptTests
{
    [Theory]
    [MemberData(nameof(ProviderFinder.Files), MemberType = typeof(ProviderFinder))]
    public async Task Every_transcript_replays(string file)
    {
        var transcript = await ProviderFinder.TranscriptAsync(file);
        var report = await TranscriptReplay.RunAsync(transcript, ProviderFinder.TryFind);
        report.Differences.Should().BeEmpty(report.ToString());
    }
}
