using System.Collections.Immutable;
using System.Globalization;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Testing;

/// <summary>What every provider must pass, whatever the test framework: each check names what is wrong, a sentence each.</summary>
/// <remarks>Thread-safe. Transcripts of other providers are left out, so that a folder may serve several.</remarks>
public sealed class ProviderConformance
{
    private static readonly ImmutableArray<string> Cultures = ["tr-TR", "da-DK"];

    private readonly FrobProvider _provider;
    private readonly ImmutableArray<Transcript> _transcripts;

    /// <summary>Makes the checks of a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="transcripts">Its transcripts.</param>
    public ProviderConformance(FrobProvider provider, IEnumerable<Transcript> transcripts)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(transcripts);
        _provider = provider;
        _transcripts = [.. transcripts.Where(t => string.Equals(t.Provider, provider.Id, StringComparison.Ordinal))];
    }

    /// <summary>Makes the checks of a provider with the transcripts of a folder and of the folders in it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The checks.</returns>
    /// <exception cref="TranscriptFormatException">A file holds no transcript.</exception>
    public static async Task<ProviderConformance> LoadAsync(
        FrobProvider provider, string folder, CancellationToken cancellationToken = default)
    {
        var transcripts = new List<Transcript>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            transcripts.Add(await Transcript.LoadAsync(path, cancellationToken).ConfigureAwait(false));
        return new ProviderConformance(provider, transcripts);
    }

    /// <summary>Checks the recipe: FlowCheck, addresses over https, a source for every error row.</summary>
    /// <returns>What is wrong; empty if nothing is.</returns>
    public ImmutableArray<string> CheckRecipe() =>
    [
        .. FlowCheck.Check(_provider).Select(f => $"{_provider.Id}: {f}"),
        .. RecipeAddresses.Of(_provider)
            .Where(static a => !a.Address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            .Select(a => $"{_provider.Id}: {a.Place} is '{a.Address}', which is not https"),
        .. RecipeAddresses.ErrorMaps(_provider).SelectMany(static m => m.Rows).Where(static r => string.IsNullOrWhiteSpace(r.Source))
            .Select(r => $"{_provider.Id}: the error row '{r.Code}' has no source"),
    ];

    /// <summary>Checks the transcripts: each names its source and expects whole requests; each flow has one that ends in a grant.</summary>
    /// <returns>What is wrong; empty if nothing is.</returns>
    public ImmutableArray<string> CheckTranscripts() =>
    [
        .. _transcripts.SelectMany(TranscriptCompleteness.Faults),
        .. _provider.Flows
            .Where(f => !_transcripts.Any(t => t.Flow == f.Name && !t.Exchanges.IsEmpty && t.Outcome is { Grant: not null, Error: null }))
            .Select(f => $"{_provider.Id}: no transcript of the flow '{f.Name}' ends in a grant"),
    ];

    /// <summary>Replays every transcript.</summary>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>In what they differ; empty if all agree.</returns>
    public Task<ImmutableArray<string>> CheckReplaysAsync(CancellationToken cancellationToken = default) =>
        ReplayAsync(_transcripts, "", cancellationToken);

    /// <summary>Replays every transcript in cultures that sort and change case in their own way.</summary>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>In what they differ; empty if all agree.</returns>
    /// <remarks>Sets the current culture of the calling flow and puts it back.</remarks>
    public async Task<ImmutableArray<string>> CheckCulturesAsync(CancellationToken cancellationToken = default)
    {
        var before = CultureInfo.CurrentCulture;
        var faults = ImmutableArray.CreateBuilder<string>();
        try
        {
            foreach (var culture in Cultures)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                faults.AddRange(await ReplayAsync(_transcripts, $" under {culture}", cancellationToken).ConfigureAwait(false));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        return faults.ToImmutable();
    }

    /// <summary>Replays every transcript with each address of the settings once with and once without the slash at its end.</summary>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>In what they differ; empty if all agree.</returns>
    public Task<ImmutableArray<string>> CheckAddressesAsync(CancellationToken cancellationToken = default) =>
        ReplayAsync(_transcripts.Select(t => AddressTurn.Turned(t, _provider)), " with the slashes turned", cancellationToken);

    /// <summary>Replays every transcript and searches what the values print of themselves for the secrets that the run held.</summary>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <returns>What prints a secret; empty if nothing does. Says so too where no secret was held at all.</returns>
    public async Task<ImmutableArray<string>> CheckSecretsAsync(CancellationToken cancellationToken = default)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        var printed = 0;
        foreach (var transcript in _transcripts)
        {
            var report = await TranscriptReplay.RunAsync(transcript, Find, cancellationToken).ConfigureAwait(false);
            printed += report.Printed.Length;
            foreach (var text in report.Printed.Where(p => report.Secrets.Any(s => p.Contains(s, StringComparison.Ordinal))))
                faults.Add($"{transcript.File}: a secret is printed in: {text}");
        }
        if (printed == 0)
            faults.Add($"{_provider.Id}: no transcript printed anything, so nothing was proved");
        return faults.ToImmutable();
    }

    private async Task<ImmutableArray<string>> ReplayAsync(
        IEnumerable<Transcript> transcripts, string how, CancellationToken cancellationToken)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var transcript in transcripts)
        {
            var report = await TranscriptReplay.RunAsync(transcript, Find, cancellationToken).ConfigureAwait(false);
            faults.AddRange(report.Differences.Select(d => $"{transcript.File}{how}: {d}"));
        }
        return faults.ToImmutable();
    }

    private FrobProvider? Find(string id) => string.Equals(id, _provider.Id, StringComparison.Ordinal) ? _provider : null;
}
