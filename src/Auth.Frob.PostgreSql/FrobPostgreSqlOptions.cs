using Auth.Frob.Slots;

namespace Auth.Frob.PostgreSql;

/// <summary>Where the database is, and how long it is waited for.</summary>
/// <remarks>Read once, at the first use; looked at when a host starts. Not thread-safe while it is filled.</remarks>
public sealed class FrobPostgreSqlOptions
{
    /// <summary>How to reach the database, as Npgsql writes it: <c>Host=...;Database=...;Username=...;Password=...</c>.</summary>
    /// <value>Null: the <c>NpgsqlDataSource</c> of the container is used.</value>
    public Secret? ConnectionString { get; set; }

    /// <summary>The schema that holds the tables; it is made where it is missing.</summary>
    /// <value>Lower-case letters, digits and underscores, no digit first, at most 63, not beginning with <c>pg_</c>. Default: <c>frob</c>.</value>
    public string Schema { get; set; } = "frob";

    /// <summary>How long one statement may take.</summary>
    /// <value>1 second to 10 minutes, in whole seconds; default 10 seconds. Making and migrating the schema may take 5 minutes.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
