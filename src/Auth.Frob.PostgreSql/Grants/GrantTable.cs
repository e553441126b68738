namespace Auth.Frob.PostgreSql.Grants;

/// <summary>The statements on grants. Each decides and writes in one; what tells a write of ours from another's is the version we gave it.</summary>
internal sealed class GrantTable(FrobDatabase database)
{
    private readonly string _find = $"SELECT {GrantRow.Columns} FROM {database.Schema}.grants WHERE {GrantPlace.Where}";
    private readonly string _list = $"SELECT {GrantRow.Columns} FROM {database.Schema}.grants WHERE owner = $1 AND has_owner = $2";
    private readonly string _isOurs = $"SELECT 1 FROM {database.Schema}.grants WHERE {GrantPlace.Where} AND version = $5";
    private readonly string _remove = $"DELETE FROM {database.Schema}.grants WHERE {GrantPlace.Where}";

    private readonly string _insert = $"""
        INSERT INTO {database.Schema}.grants (owner, has_owner, instance, account, version, changed_at, format, envelope, health)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT DO NOTHING
        """;

    private readonly string _replace = $"""
        UPDATE {database.Schema}.grants SET version = $5, changed_at = $6, format = $7, envelope = $8, health = 0, why = NULL, died_at = NULL
        WHERE {GrantPlace.Where} AND version = $9
        """;

    private readonly string _setAside = $"""
        WITH old AS (SELECT * FROM {database.Schema}.grants WHERE {GrantPlace.Where} AND version = $9 FOR UPDATE),
        aside AS (
            INSERT INTO {database.Schema}.unreadable_grants (owner, has_owner, instance, account, set_aside_at, format, envelope)
            SELECT owner, has_owner, instance, account, $6, format, envelope FROM old)
        UPDATE {database.Schema}.grants g SET version = $5, changed_at = $6, format = $7, envelope = $8, health = 0, why = NULL, died_at = NULL
        FROM old WHERE g.owner = old.owner AND g.has_owner = old.has_owner AND g.instance = old.instance AND g.account = old.account
        """;

    private readonly string _mark = $"""
        UPDATE {database.Schema}.grants SET version = $5, changed_at = $6, health = $7, why = $8, died_at = $9
        WHERE {GrantPlace.Where} AND version = $10
        """;

    public async ValueTask<GrantRow?> FindAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var place = GrantPlace.Of(key);
        var rows = await database.RunAsync(
            (turn, token) => turn.ReadAsync(_find, place, row => GrantRow.Read(row, key.Owner), token), true, cancellationToken).ConfigureAwait(false);
        return rows.SingleOrDefault();
    }

    public ValueTask<List<GrantRow>> ListAsync(string? owner, CancellationToken cancellationToken)
    {
        var place = GrantPlace.OfOwner(owner);
        return database.RunAsync((turn, token) => turn.ReadAsync(_list, place, row => GrantRow.Read(row, owner), token), true, cancellationToken);
    }

    /// <summary>Writes where none is kept.</summary>
    public ValueTask<bool> InsertAsync(GrantWrite write, CancellationToken cancellationToken) =>
        WriteAsync(_insert, [.. write.Values], cancellationToken);

    /// <summary>Writes over a version, and keeps what was there where it can't be read.</summary>
    public ValueTask<bool> ReplaceAsync(GrantWrite write, string ifVersion, bool setsAside, CancellationToken cancellationToken) =>
        WriteAsync(setsAside ? _setAside : _replace, [.. write.Values, ifVersion], cancellationToken);

    /// <summary>Marks a version.</summary>
    public ValueTask<bool> MarkAsync(GrantMark mark, string ifVersion, CancellationToken cancellationToken) =>
        WriteAsync(_mark, [.. mark.Values, ifVersion], cancellationToken);

    // Not repeated: whether there was one would not be known.
    public async ValueTask<bool> RemoveAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var place = GrantPlace.Of(key);
        return await database.RunAsync((turn, token) => turn.WriteAsync(_remove, place, token), false, cancellationToken).ConfigureAwait(false) > 0;
    }

    private ValueTask<bool> WriteAsync(string sql, object?[] values, CancellationToken cancellationToken) => database.RunAsync(
        async (turn, token) => await turn.WriteAsync(sql, values, token).ConfigureAwait(false) > 0
            || (turn.IsAgain && await turn.AnyAsync(_isOurs, values[..5], token).ConfigureAwait(false)),
        true,
        cancellationToken);
}
