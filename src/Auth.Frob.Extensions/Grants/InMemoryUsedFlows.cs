using System.Collections.Concurrent;

namespace Auth.Frob.Extensions.Grants;

/// <summary>Remembers used flows for as long as the process runs: enough for one node.</summary>
/// <param name="time">The clock.</param>
/// <remarks>Thread-safe. What may be forgotten is forgotten when something new is remembered.</remarks>
public sealed class InMemoryUsedFlows(TimeProvider time) : IUsedFlows
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private long _sweepAt;

    /// <inheritdoc/>
    public ValueTask<bool> TryUseAsync(string id, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);
        Sweep();
        return ValueTask.FromResult(_used.TryAdd(id, until));
    }

    /// <inheritdoc/>
    public ValueTask<bool> IsUsedAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<bool>(cancellationToken) : ValueTask.FromResult(_used.ContainsKey(id));
    }

    // Once a minute, by whoever comes then.
    private void Sweep()
    {
        var now = time.GetUtcNow();
        var at = Volatile.Read(ref _sweepAt);
        if (now.UtcTicks < at || Interlocked.CompareExchange(ref _sweepAt, now.UtcTicks + TimeSpan.TicksPerMinute, at) != at)
            return;
        foreach (var entry in _used)
        {
            if (entry.Value < now)
                _used.TryRemove(entry);
        }
    }
}
