using System.Net.Sockets;
using Npgsql;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>What the driver says, in words that say what to do, without values.</summary>
internal static class DatabaseFaults
{
    /// <summary>Says it in our words.</summary>
    /// <returns>Null for what is not of the database.</returns>
    public static FrobPostgreSqlException? Of(Exception fault) => fault switch
    {
        PostgresException refused => OfServer(refused),
        NpgsqlException { InnerException: TimeoutException } or TimeoutException => new FrobPostgreSqlException(
            "PostgreSQL did not answer in time.",
            "Whether it did what was asked is not known. See its load, the size of the connection pool, and FrobPostgreSqlOptions.CommandTimeout.",
            true, fault),
        NpgsqlException or SocketException or IOException => new FrobPostgreSqlException(
            "PostgreSQL can't be reached, or the connection broke.",
            "See that the server runs and that host and port of the connection string are right; what was being written may or may not be there.", true, fault),
        _ => null,
    };

    /// <summary>Whether the tables were taken away under a running process.</summary>
    public static bool IsSchemaGone(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName };

    public static FrobPostgreSqlException Newer(string schema, int found) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"The schema '{schema}' has version {found}; this Auth.Frob.PostgreSql knows versions up to {SchemaSteps.Current}."),
        "Use the newer Auth.Frob.PostgreSql on this node too, or give this one a schema of its own.");

    public static FrobPostgreSqlException KeyRing(Exception fault) => new(
        "The data-protection keys can't be read, so grants can be neither encrypted nor decrypted.",
        "See where the keys are kept; the inner exception says what failed.", true, fault);

    private static FrobPostgreSqlException OfServer(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.InsufficientPrivilege => new(
            "The database role lacks a right.",
            "Let the owner of the schema start the site once, or grant the role what the package's README lists.", false, refused),
        PostgresErrorCodes.InvalidCatalogName => new(
            "The database of the connection string does not exist.", "Create it (CREATE DATABASE ...), or name another.", false, refused),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName => new(
            "The tables are gone.", "They were there when this process began; the next call makes them anew, empty.", true, refused),
        PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction => new(
            "The tables are not those of this package.", "Name a schema of its own in FrobPostgreSqlOptions.Schema.", false, refused),
        { } state when state.StartsWith("28", StringComparison.Ordinal) => new(
            "PostgreSQL refused the role or its password.",
            "See user name and password of the connection string, and the server's pg_hba.conf.", false, refused),
        { } state when refused.IsTransient || IsGoing(state) => new(
            $"PostgreSQL refused a statement (SQLSTATE {state}).", "It may work in a moment.", true, refused),
        { } state => new($"PostgreSQL refused a statement (SQLSTATE {state}).", "Its log says why.", false, refused),
    };

    // Shutting down, crashed, starting up, idle for too long; a database that was dropped does not come back.
    private static bool IsGoing(string state) =>
        state.StartsWith("57P0", StringComparison.Ordinal) && state != PostgresErrorCodes.DatabaseDropped;
}
