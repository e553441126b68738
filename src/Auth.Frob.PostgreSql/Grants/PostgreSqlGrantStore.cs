using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Auth.Frob.PostgreSql.Grants;

/// <summary>Grants in PostgreSQL, encrypted by data protection, shared by all nodes.</summary>
/// <remarks>Thread-safe. What can't be read is answered as unreadable and kept; a new sign-in sets it aside, removing removes that as well.</remarks>
internal sealed class PostgreSqlGrantStore(FrobDatabase database, IDataProtectionProvider protection, TimeProvider time, DatabaseLog log)
    : IGrantStore, IDisposable
{
    private readonly GrantTable _table = new(database);
    private readonly GrantSeal _seal = new(protection);

    public async ValueTask<StoredGrant?> FindAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Asked with what people type: a key that could not be kept is one under which there is nothing.
        if (!GrantPlace.CanHold(key) || await _table.FindAsync(key, cancellationToken).ConfigureAwait(false) is not { } row)
            return null;
        await _seal.LoadAsync(cancellationToken).ConfigureAwait(false);
        return Open(row);
    }

    public async ValueTask<IReadOnlyList<StoredGrant>> ListAsync(string? owner, CancellationToken cancellationToken = default)
    {
        if (!GrantPlace.CanHold(owner))
            return [];
        var rows = await _table.ListAsync(owner, cancellationToken).ConfigureAwait(false);
        if (rows.Count > 0)
            await _seal.LoadAsync(cancellationToken).ConfigureAwait(false);
        // Sorted here: the database's order of letters beyond U+FFFF is another.
        return [.. rows.Select(Open)
            .OrderBy(static stored => stored.Key.Instance, StringComparer.Ordinal)
            .ThenBy(static stored => stored.Key.Account, StringComparer.Ordinal)];
    }

    public async ValueTask<StoredGrant?> PutAsync(GrantKey key, Grant grant, string? ifVersion = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(grant);
        // Said without the account: an exception's text is logged.
        if (!string.Equals(key.Instance, grant.Instance, StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"The key is of the instance '{key.Instance}', the grant of '{grant.Instance}'. Write GrantKey.For(grant).", nameof(key));
        }
        cancellationToken.ThrowIfCancellationRequested();
        await _seal.LoadAsync(cancellationToken).ConfigureAwait(false);
        var write = new GrantWrite(key, NewVersion(), time.GetUtcNow(), _seal.Close(key, grant));
        return await WriteAsync(write, ifVersion, cancellationToken).ConfigureAwait(false)
            ? new StoredGrant(key, grant, GrantHealth.Live, write.Version)
            : null;
    }

    public async ValueTask<StoredGrant?> MarkAsync(GrantKey key, string ifVersion, GrantHealth health, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ifVersion);
        ArgumentNullException.ThrowIfNull(health);
        if (health.Kind == GrantHealthKind.Unreadable)
            throw new ArgumentException("A grant is marked live or dead; unreadable is what a store says of what it can't read.", nameof(health));
        // The database keeps microseconds; what is answered is what will be found.
        if (health.When is { } when)
            health = GrantHealth.Dead(Writable(health.Why!), new DateTimeOffset(when.UtcTicks / 10 * 10, TimeSpan.Zero));
        // Read first: the grant is answered too, and one that can't be read is not marked.
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not { Grant: not null } newest || newest.Version != ifVersion)
            return null;
        var mark = new GrantMark(key, NewVersion(), time.GetUtcNow(), health);
        return await _table.MarkAsync(mark, ifVersion, cancellationToken).ConfigureAwait(false)
            ? newest with { Health = health, Version = mark.Version }
            : null;
    }

    public ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return GrantPlace.CanHold(key) ? _table.RemoveAsync(key, cancellationToken) : ValueTask.FromResult(false);
    }

    public void Dispose() => _seal.Dispose();

    // A version is written over by one statement that says which; where somebody was faster it is looked at again.
    private async ValueTask<bool> WriteAsync(GrantWrite write, string? ifVersion, CancellationToken cancellationToken)
    {
        while (true)
        {
            var old = ifVersion is "" ? null : await _table.FindAsync(write.Key, cancellationToken).ConfigureAwait(false);
            if (!string.IsNullOrEmpty(ifVersion) && old?.Version != ifVersion)
                return false;
            var isUnreadable = old is not null && _seal.Open(old.Key, old.Format, old.Envelope).Grant is null;
            var isDone = old is null
                ? await _table.InsertAsync(write, cancellationToken).ConfigureAwait(false)
                : await _table.ReplaceAsync(write, old.Version, isUnreadable, cancellationToken).ConfigureAwait(false);
            if (isDone && isUnreadable)
                log.SetAside(write.Key.Instance);
            if (isDone || ifVersion is not null)
                return isDone;
        }
    }

    private StoredGrant Open(GrantRow row)
    {
        var (grant, why) = _seal.Open(row.Key, row.Format, row.Envelope);
        if (why is not null)
            log.Unreadable(row.Key.Instance, why);
        return new StoredGrant(row.Key, grant, why is null ? row.Health : GrantHealth.Unreadable(why), row.Version);
    }

    // The sentence comes from a service: PostgreSQL takes neither a NUL nor half a character.
    private static string Writable(string why) =>
        string.Concat(why.EnumerateRunes().Where(static rune => rune.Value != 0).Select(static rune => rune.ToString()));

    // A number drawn anew: what was removed and kept anew never has a version that somebody may still hold.
    private static string NewVersion() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
