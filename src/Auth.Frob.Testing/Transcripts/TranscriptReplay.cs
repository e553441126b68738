using Auth.Frob.Recipes;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Runs transcripts: builds a client on a stub transport and a clock that stands still, makes the steps, and compares.</summary>
/// <remarks>Thread-safe. No request leaves the process.</remarks>
public static class TranscriptReplay
{
    /// <summary>Runs a transcript.</summary>
    /// <param name="transcript">The transcript.</param>
    /// <param name="find">Finds a provider by its id; null where there is none.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>In what it differed; never an exception for what the client or the transcript does.</returns>
    public static async Task<ReplayReport> RunAsync(
        Transcript transcript, Func<string, FrobProvider?> find, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(find);
        if (find(transcript.Provider) is not { } provider)
            return Failed(transcript, $"there is no provider '{transcript.Provider}'");
        if (provider.FindFlow(transcript.Flow) is not { } flow)
            return Failed(transcript, $"'{provider.Id}' has no flow '{transcript.Flow}'; there are: {Names(provider)}");
        using var run = new ReplayRun(ReplayText.Substituted(transcript, flow), provider, flow);
        var differences = await run.RunAsync(cancellationToken).ConfigureAwait(false);
        return new ReplayReport { Transcript = transcript, Differences = differences, Printed = run.Printed, Secrets = run.Secrets };
    }

    private static ReplayReport Failed(Transcript transcript, string difference) =>
        new() { Transcript = transcript, Differences = [difference] };

    private static string Names(FrobProvider provider) => string.Join(", ", provider.Flows.Select(static f => f.Name));
}
