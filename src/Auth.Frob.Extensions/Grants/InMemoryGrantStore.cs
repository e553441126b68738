using System.Collections.Concurrent;

namespace Auth.Frob.Extensions.Grants;

/// <summary>Keeps grants for as long as the process runs.</summary>
/// <remarks>
/// Thread-safe; reading takes no lock. Finding takes the same time however many are kept, listing looks at all of them. The secrets stay in this
/// process's memory and are written nowhere.
/// </remarks>
public sealed class InMemoryGrantStore : IGrantStore
{
    private readonly ConcurrentDictionary<GrantKey, StoredGrant> _kept = new();
    private long _writes;

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<StoredGrant?>(cancellationToken)
            : ValueTask.FromResult(_kept.GetValueOrDefault(key));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<IReadOnlyList<StoredGrant>>(cancellationToken)
            : ValueTask.FromResult<IReadOnlyList<StoredGrant>>([.. _kept
                .Where(entry => string.Equals(entry.Key.Owner, owner, StringComparison.Ordinal))
                .Select(static entry => entry.Value)
                .OrderBy(static stored => stored.Key.Instance, StringComparer.Ordinal)
                .ThenBy(static stored => stored.Key.Account, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(grant);
        // Said without the account: an exception's text is logged.
        if (!string.Equals(key.Instance, grant.Instance, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The key is of the instance '{key.Instance}', the grant of '{grant.Instance}'. Write GrantKey.For(grant).", nameof(key));
        }
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<StoredGrant?>(cancellationToken);
        var stored = new StoredGrant(key, grant, GrantHealth.Live, NextVersion());
        return ValueTask.FromResult(Write(stored, ifVersion) ? stored : null);
    }

    /// <inheritdoc/>
    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ifVersion);
        ArgumentNullException.ThrowIfNull(health);
        if (health.Kind == GrantHealthKind.Unreadable)
            throw new ArgumentException("A grant is marked live or dead; unreadable is what a store says of what it can't read.", nameof(health));
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<StoredGrant?>(cancellationToken);
        if (!_kept.TryGetValue(key, out var newest))
            return default;
        var marked = newest with { Health = health, Version = NextVersion() };
        return ValueTask.FromResult(newest.Version == ifVersion && _kept.TryUpdate(key, marked, newest) ? marked : null);
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : ValueTask.FromResult(_kept.TryRemove(key, out _));
    }

    private bool Write(StoredGrant stored, string? ifVersion)
    {
        if (ifVersion is null)
            _kept[stored.Key] = stored;
        return ifVersion switch
        {
            null => true,
            "" => _kept.TryAdd(stored.Key, stored),
            _ => _kept.TryGetValue(stored.Key, out var newest) && newest.Version == ifVersion && _kept.TryUpdate(stored.Key, stored, newest),
        };
    }

    // One count for all keys: what was removed and kept anew never has a version that somebody may still hold.
    private string NextVersion() => Interlocked.Increment(ref _writes).ToString(CultureInfo.InvariantCulture);
}
