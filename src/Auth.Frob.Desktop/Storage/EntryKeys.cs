using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Where a store's keys come from: the first source writes, the one that an entry names reads.</summary>
internal sealed class EntryKeys
{
    private readonly ImmutableArray<KeySource> _sources;

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
    public async ValueTask<(StoreKey? Key, string? Why)> FindAsync(EntryHeader header, CancellationToken cancellationToken)
    {
        if (_sources.FirstOrDefault(source => source.Name == header.Source) is not { } source)
            return (null, header.Source == PlaintextKeySource.PlaintextName ? EntryFaults.Plaintext : EntryFaults.NoSource(header.Source));
        try
        {
            var key = await source.FindAsync(header.KeyId, cancellationToken).ConfigureAwait(false);
            return (key, key is null ? EntryFaults.NoKey(header.Source, header.KeyId) : null);
        }
        catch (StoreException fault)
        {
            return (null, EntryFaults.SourceFails(fault));
        }
    }
}
