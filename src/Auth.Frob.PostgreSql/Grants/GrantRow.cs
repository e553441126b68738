using Npgsql;

namespace Auth.Frob.PostgreSql.Grants;

/// <summary>A row of the grants, still sealed.</summary>
internal sealed record GrantRow(GrantKey Key, string Version, GrantHealth Health, short Format, byte[] Envelope)
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "instance, account, version, health, why, died_at, format, envelope";

    /// <summary>Reads a row of an owner.</summary>
    public static GrantRow Read(NpgsqlDataReader row, string? owner) => new(
        new GrantKey(row.GetString(0), row.GetString(1), owner),
        row.GetString(2),
        HealthOf(row),
        row.GetInt16(6),
        row.GetFieldValue<byte[]>(7));

    // A kind that a newer version wrote is treated as dead: the user signs in again.
    private static GrantHealth HealthOf(NpgsqlDataReader row) => row.GetInt16(3) == (short)GrantHealthKind.Live
        ? GrantHealth.Live
        : GrantHealth.Dead(row.IsDBNull(4) ? "" : row.GetString(4), row.IsDBNull(5) ? DateTimeOffset.UnixEpoch : row.GetFieldValue<DateTimeOffset>(5));
}
