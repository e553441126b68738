using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A store that can be gone for a while.</summary>
internal sealed class SwitchedStore(IGrantStore inner) : IGrantStore
{
    public bool IsGone { get; set; }

    private IGrantStore Inner => IsGone ? throw new IOException("the store is gone") : inner;

    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default) => Inner.FindAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default) =>
        Inner.ListAsync(owner, cancellationToken);

    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default) =>
        Inner.PutAsync(key, grant, ifVersion, cancellationToken);

    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default) =>
        Inner.MarkAsync(key, ifVersion, health, cancellationToken);

    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default) => Inner.RemoveAsync(key, cancellationToken);
}

/// <summary>Records of used flows that can be gone for a while.</summary>
internal sealed class SwitchedFlows(IUsedFlows inner) : IUsedFlows
{
    public bool IsGone { get; set; }

    public Exception Fault { get; set; } = new IOException("the records are gone");

    private IUsedFlows Inner => IsGone ? throw Fault : inner;

    public ValueTask<bool> TryUseAsync(string id, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        Inner.TryUseAsync(id, until, cancellationToken);

    public ValueTask<bool> IsUsedAsync(string id, CancellationToken cancellationToken = default) => Inner.IsUsedAsync(id, cancellationToken);
}
