using System.Globalization;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>A store that counts what is asked of it, and fails when it is told to.</summary>
internal sealed class KeptGrants : IGrantStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrantKey, StoredGrant> _kept = [];
    private int _version;

    public int Finds { get; private set; }

    /// <summary>The marks that were written.</summary>
    public List<GrantHealth> Marks { get; } = [];

    /// <summary>What marking throws.</summary>
    public Exception? MarkFault { get; set; }

    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Finds++;
            return ValueTask.FromResult(_kept.GetValueOrDefault(key));
        }
    }

    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<StoredGrant>>([.. _kept.Values.Where(kept => kept.Key.Owner == owner)]);
    }

    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<StoredGrant?>(Keep(key, grant, GrantHealth.Live));

    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default)
    {
        if (MarkFault is not null)
            throw MarkFault;
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out var kept) || kept.Version != ifVersion)
                return ValueTask.FromResult<StoredGrant?>(null);
            Marks.Add(health);
            return ValueTask.FromResult<StoredGrant?>(Keep(key, kept.Grant, health));
        }
    }

    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return ValueTask.FromResult(_kept.Remove(key));
    }

    public StoredGrant Keep(GrantKey key, Grant? grant, GrantHealth health)
    {
        lock (_gate)
            return _kept[key] = new StoredGrant(key, grant, health, (++_version).ToString(CultureInfo.InvariantCulture));
    }
}
