using Npgsql;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>One connection for one piece of work.</summary>
/// <param name="Connection">An open connection.</param>
/// <param name="Timeout">How long a statement may take.</param>
/// <param name="IsAgain">Whether the work was tried before on a connection that broke: it may have been done.</param>
/// <param name="Holds">Whether the caller's thread is held: every task is then complete when it is given.</param>
internal sealed record DatabaseTurn(NpgsqlConnection Connection, TimeSpan Timeout, bool IsAgain, bool Holds)
{
    /// <summary>Does a piece of work all or nothing.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the work gives.</returns>
    public async Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Holds)
        {
            using var held = Connection.BeginTransaction();
            var done = await work(cancellationToken).ConfigureAwait(false);
            held.Commit();
            return done;
        }
        var transaction = await Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        var result = await work(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>Runs a statement.</summary>
    /// <param name="sql">The statement, with <c>$1</c> and on for values.</param>
    /// <param name="values">The values; null for NULL.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> WriteAsync(string sql, object?[] values, CancellationToken cancellationToken)
    {
        using var command = Command(sql, values);
        return Holds ? command.ExecuteNonQuery() : await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The values.</param>
    /// <param name="read">Reads one row.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The rows.</returns>
    public async Task<List<T>> ReadAsync<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        using var command = Command(sql, values);
        var rows = new List<T>();
        if (Holds)
        {
            using var held = command.ExecuteReader();
            while (held.Read())
                rows.Add(read(held));
            return rows;
        }
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Whether a query finds anything.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>True for at least one row.</returns>
    public async Task<bool> AnyAsync(string sql, object?[] values, CancellationToken cancellationToken) =>
        (await ReadAsync(sql, values, static _ => true, cancellationToken).ConfigureAwait(false)).Count > 0;

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = (int)Math.Ceiling(Timeout.TotalSeconds) };
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
