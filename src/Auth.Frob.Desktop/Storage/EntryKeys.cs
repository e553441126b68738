using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Where a store's keys come from: the first source writes, the one that an entry names reads.</summary>
internal sealed class EntryKeys : IDisposable
{
    private readonly ImmutableArray<KeySource> _sources;
    private readonly KnownKeys _known = new();

    public EntryKeys(ImmutableArray<KeySource> sources)
    {
        if (sources.IsDefaultOrEmpty)
            throw new ArgumentException("A store needs a source of keys, such as a KeyFileSource.", nameof(sources));
        if (sources.GroupBy(static source => source.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Skip(1).Any()) is { } twice)
            throw new ArgumentException($"Two sources of keys are called '{twice.Key}'.", nameof(sources));
        _sources = sources;
    }

    /// <summary>What new entries are written with.</summary>
    public async ValueTask<(string Source, StoreKey Key)> ForWritingAsync(CancellationToken cancellationToken) =>
        (_sources[0].Name, await _sources[0].ForWritingAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The key that an entry names, or why there is none.</summary>
    /// <param name="header">What the entry says.</param>
    /// <param name="missing">What was not found in this round already, and is not asked for again in it; null for a round of one.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async ValueTask<KeyAnswer> FindAsync(
        EntryHeader header, Dictionary<(string Source, string Id), KeyAnswer>? missing, CancellationToken cancellationToken)
    {
        if (_sources.FirstOrDefault(source => source.Name == header.Source) is not { } source)
            return new(
                null, header.Source == PlaintextKeySource.PlaintextName ? EntryFaults.Plaintext : EntryFaults.NoSource(header.Source), null);
        if (_known.Find(header.Source, header.KeyId) is { } known)
            return new(known, null, null);
        var asked = (header.Source, header.KeyId);
        if (missing is not null && missing.TryGetValue(asked, out var answer))
            return answer;
        answer = await AskAsync(source, header.KeyId, cancellationToken).ConfigureAwait(false);
        if (answer.Key is not null)
            _known.Add(header.Source, answer.Key);
        else
            missing?.Add(asked, answer);
        return answer;
    }

    /// <summary>Clears the keys that are known.</summary>
    public void Dispose() => _known.Dispose();

    private static async ValueTask<KeyAnswer> AskAsync(KeySource source, string id, CancellationToken cancellationToken)
    {
        try
        {
            var key = await source.FindAsync(id, cancellationToken).ConfigureAwait(false);
            // A copy: the source's own may not be cleared.
            return key is null ? new(null, EntryFaults.NoKey(source.Name, id), null) : new(new StoreKey(id, key.Bytes), null, null);
        }
        catch (StoreException fault)
        {
            return new(null, EntryFaults.SourceFails(fault), fault);
        }
    }
}
