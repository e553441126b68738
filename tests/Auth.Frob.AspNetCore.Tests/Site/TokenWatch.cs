using System.Collections.Concurrent;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>Writes down until when a flow's record is kept, and whether a browser that goes away would cancel a write.</summary>
internal sealed class TokenWatch(SiteSetup setup) : IUsedFlows, IGrantStore
{
    public ConcurrentQueue<(DateTimeOffset Until, bool CanBeCancelled)> Used { get; } = new();

    public ConcurrentQueue<bool> Puts { get; } = new();

    public ValueTask<bool> TryUseAsync(string id, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        Used.Enqueue((until, cancellationToken.CanBeCanceled));
        return setup.Flows.TryUseAsync(id, until, cancellationToken);
    }

    public ValueTask<bool> IsUsedAsync(string id, CancellationToken cancellationToken = default) => setup.Flows.IsUsedAsync(id, cancellationToken);

    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default) => setup.Store.FindAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default) =>
        setup.Store.ListAsync(owner, cancellationToken);

    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default)
    {
        Puts.Enqueue(cancellationToken.CanBeCanceled);
        return setup.Store.PutAsync(key, grant, ifVersion, cancellationToken);
    }

    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default) =>
        setup.Store.MarkAsync(key, ifVersion, health, cancellationToken);

    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default) => setup.Store.RemoveAsync(key, cancellationToken);
}
