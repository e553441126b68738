using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Auth.Frob.PostgreSql.Flows;

/// <summary>Used flows in PostgreSQL: of all nodes, one uses a flow.</summary>
/// <remarks>Thread-safe. What may be forgotten is deleted once a minute, a thousand at a time, by whoever comes then.</remarks>
internal sealed class PostgreSqlUsedFlows(FrobDatabase database, TimeProvider time, DatabaseLog log) : IUsedFlows
{
    private const int Batch = 1000;
    private readonly string _find = $"SELECT 1 FROM {database.Schema}.used_flows WHERE id = $1";
    private readonly string _isOurs = $"SELECT 1 FROM {database.Schema}.used_flows WHERE id = $1 AND ticket = $2";
    private readonly string _use = $"INSERT INTO {database.Schema}.used_flows (id, ticket, until) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    private readonly string _forget = $"""
        DELETE FROM {database.Schema}.used_flows WHERE id IN (
            SELECT id FROM {database.Schema}.used_flows WHERE until < $1 ORDER BY until LIMIT $2 FOR UPDATE SKIP LOCKED)
        """;

    private long _sweepAt;

    public async ValueTask<bool> TryUseAsync(string id, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        await SweepAsync(cancellationToken).ConfigureAwait(false);
        // Drawn anew for each try: after a connection broke it tells whether the flow was used by this very call.
        object?[] values = [IdOf(id), RandomNumberGenerator.GetBytes(8), until.ToUniversalTime()];
        return await database.RunAsync(
            async (turn, token) => await turn.WriteAsync(_use, values, token).ConfigureAwait(false) > 0
                || (turn.IsAgain && await turn.AnyAsync(_isOurs, values[..2], token).ConfigureAwait(false)),
            true,
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> IsUsedAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var print = IdOf(id);
        return database.RunAsync((turn, token) => turn.AnyAsync(_find, [print], token), true, cancellationToken);
    }

    // Hashed for its length: an id is of any length and alphabet, an index's entry is not.
    private static byte[] IdOf(string id) => SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()));

    private async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var at = Volatile.Read(ref _sweepAt);
        if (now.UtcTicks < at || Interlocked.CompareExchange(ref _sweepAt, now.UtcTicks + TimeSpan.TicksPerMinute, at) != at)
            return;
        try
        {
            var forgotten = await database.RunAsync((turn, token) => turn.WriteAsync(_forget, [now, Batch], token), true, cancellationToken).ConfigureAwait(false);
            if (forgotten == Batch)
                Volatile.Write(ref _sweepAt, 0);
        }
        catch (FrobPostgreSqlException fault)
        {
            // Old records do no harm; if the database is gone, the caller hears it from the next statement.
            log.NotForgotten(fault.Message);
        }
    }
}
