namespace Auth.Frob.PostgreSql.Database;

/// <summary>The schema, step by step: what each version adds to the one before. A step that was released is never changed.</summary>
internal static class SchemaSteps
{
    /// <summary>The version that this code reads and writes.</summary>
    public static int Current => All.Length;

    // Names are compared byte by byte, whatever the database's collation. has_owner tells no owner from an owner whose name is empty:
    // a primary key holds no null.
    private const string First = """
        CREATE TABLE {schema}.schema_version (
            version integer PRIMARY KEY,
            applied_at timestamptz NOT NULL);
        CREATE TABLE {schema}.grants (
            owner text COLLATE "C" NOT NULL,
            has_owner boolean NOT NULL,
            instance text COLLATE "C" NOT NULL,
            account text COLLATE "C" NOT NULL,
            version text NOT NULL,
            health smallint NOT NULL,
            why text,
            died_at timestamptz,
            changed_at timestamptz NOT NULL,
            format smallint NOT NULL,
            envelope bytea NOT NULL,
            PRIMARY KEY (owner, has_owner, instance, account));
        CREATE TABLE {schema}.used_flows (
            id bytea PRIMARY KEY,
            until timestamptz NOT NULL,
            ticket bytea NOT NULL);
        CREATE INDEX used_flows_until ON {schema}.used_flows (until);
        CREATE TABLE {schema}.data_protection_keys (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            friendly_name text,
            xml text NOT NULL,
            stored_at timestamptz NOT NULL);
        """;

    private const string Second = """
        CREATE TABLE {schema}.unreadable_grants (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            owner text COLLATE "C" NOT NULL,
            has_owner boolean NOT NULL,
            instance text COLLATE "C" NOT NULL,
            account text COLLATE "C" NOT NULL,
            set_aside_at timestamptz NOT NULL,
            format smallint NOT NULL,
            envelope bytea NOT NULL,
            FOREIGN KEY (owner, has_owner, instance, account) REFERENCES {schema}.grants ON DELETE CASCADE);
        CREATE INDEX unreadable_grants_key ON {schema}.unreadable_grants (owner, has_owner, instance, account);
        """;

    /// <summary>The steps; the first leads to version 1.</summary>
    public static ImmutableArray<string> All { get; } = [First, Second];
}
