-- The schema as its first version made it, with a row in each table. Never changed.
CREATE SCHEMA "{schema}";
CREATE TABLE "{schema}".schema_version (
    version integer PRIMARY KEY,
    applied_at timestamptz NOT NULL);
CREATE TABLE "{schema}".grants (
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
CREATE TABLE "{schema}".used_flows (
    id bytea PRIMARY KEY,
    until timestamptz NOT NULL,
    ticket bytea NOT NULL);
CREATE INDEX used_flows_until ON "{schema}".used_flows (until);
CREATE TABLE "{schema}".data_protection_keys (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    friendly_name text,
    xml text NOT NULL,
    stored_at timestamptz NOT NULL);
INSERT INTO "{schema}".schema_version VALUES (1, '2026-01-01 00:00:00+00');
INSERT INTO "{schema}".grants VALUES
    ('user-1', true, 'lastfm', 'alice', 'v-1', 1, 'the service says so', '2026-01-02 00:00:00+00', '2026-01-02 00:00:00+00', 1, '\x00');
INSERT INTO "{schema}".used_flows VALUES (sha256(convert_to('x', 'UTF8')), '2027-01-01 00:00:00+00', '\x0102030405060708');
INSERT INTO "{schema}".data_protection_keys (friendly_name, xml, stored_at) VALUES ('key', '<kept />', '2026-01-01 00:00:00+00');
