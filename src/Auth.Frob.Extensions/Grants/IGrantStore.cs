namespace Auth.Frob.Extensions.Grants;

/// <summary>Keeps grants for an application: one per instance, account and owner.</summary>
/// <remarks>
/// Thread-safe. Writes are optimistic: a version that is no longer the newest writes nothing. A store that protects its entries answers for one
/// that it can't read with <see cref="GrantHealth.Unreadable"/>, and keeps it.
/// </remarks>
public interface IGrantStore
{
    /// <summary>Finds a grant.</summary>
    /// <param name="key">Where it is kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The grant with its health, or null.</returns>
    public ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default);

    /// <summary>Lists the grants of an owner.</summary>
    /// <param name="owner">The owner; null lists those that have none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The grants, dead and unreadable ones too, by instance and account in ordinal order.</returns>
    public ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default);

    /// <summary>Keeps a grant, live: a new sign-in clears every mark.</summary>
    /// <param name="key">Where to keep it; its instance must be the grant's.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="ifVersion">The version to replace; empty: only where none is kept yet; null: whatever is there.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is kept now, or null where the version was not the newest; nothing was written then.</returns>
    /// <exception cref="ArgumentException">The key names another instance than the grant.</exception>
    public ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Marks a grant as live or dead.</summary>
    /// <param name="key">Where it is kept.</param>
    /// <param name="ifVersion">The version that was used.</param>
    /// <param name="health">Live or dead.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is kept now, or null where there is none or the version was not the newest: somebody else marked it, or signed in anew.</returns>
    /// <exception cref="ArgumentException">Unreadable is what a store says, not what it is told.</exception>
    public ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default);

    /// <summary>Forgets a grant. The service is not told.</summary>
    /// <param name="key">Where it is kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>True if there was one.</returns>
    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default);
}
