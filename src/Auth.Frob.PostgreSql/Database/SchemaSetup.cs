using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>Makes the schema and brings an old one up to date; one node at a time, all or nothing.</summary>
internal sealed class SchemaSetup(string schema, TimeProvider time, DatabaseLog log)
{
    private const string IsThere = """
        SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = 'schema_version'
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Nodes of one schema wait for each other, those of another do not.
    private readonly long _lock = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes("Auth.Frob.PostgreSql/" + schema)));

    /// <summary>Sees to it that the schema is of the current version. Asks for no right to make tables where it is.</summary>
    /// <returns>True.</returns>
    public async Task<bool> EnsureAsync(DatabaseTurn turn, CancellationToken cancellationToken)
    {
        if (IsCurrent(await FindVersionAsync(turn, cancellationToken).ConfigureAwait(false)))
            return true;
        turn = turn with { Timeout = Patience };
        return await turn.InTransactionAsync(token => LockedAsync(turn, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The version that is there.</summary>
    /// <returns>0 where there is none.</returns>
    public async Task<int> FindVersionAsync(DatabaseTurn turn, CancellationToken cancellationToken)
    {
        // Read from the catalogue as from a table: to_regclass answers from a cache that may not know yet what another node has just made.
        if (!await turn.AnyAsync(IsThere, [schema], cancellationToken).ConfigureAwait(false))
            return 0;
        var versions = await turn.ReadAsync(
            $"SELECT coalesce(max(version), 0) FROM \"{schema}\".schema_version", [], static row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return versions[0];
    }

    private async Task<bool> LockedAsync(DatabaseTurn turn, CancellationToken cancellationToken)
    {
        await turn.WriteAsync("SELECT pg_advisory_xact_lock($1)", [_lock], cancellationToken).ConfigureAwait(false);
        var found = await FindVersionAsync(turn, cancellationToken).ConfigureAwait(false);
        if (IsCurrent(found))
            return true;
        await StepUpAsync(turn, found, cancellationToken).ConfigureAwait(false);
        log.SchemaSetUp(found, SchemaSteps.Current);
        return true;
    }

    private async Task StepUpAsync(DatabaseTurn turn, int found, CancellationToken cancellationToken)
    {
        // IF NOT EXISTS asks for the right to make schemas even where it exists.
        if (!await turn.AnyAsync("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [schema], cancellationToken).ConfigureAwait(false))
            await turn.WriteAsync($"CREATE SCHEMA \"{schema}\"", [], cancellationToken).ConfigureAwait(false);
        for (var version = found + 1; version <= SchemaSteps.Current; version++)
        {
            var step = SchemaSteps.All[version - 1].Replace("{schema}", $"\"{schema}\"", StringComparison.Ordinal);
            await turn.WriteAsync(step, [], cancellationToken).ConfigureAwait(false);
            await turn.WriteAsync(
                $"INSERT INTO \"{schema}\".schema_version (version, applied_at) VALUES ($1, $2)", [version, time.GetUtcNow()], cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private bool IsCurrent(int found) => found > SchemaSteps.Current ? throw DatabaseFaults.Newer(schema, found) : found == SchemaSteps.Current;
}
