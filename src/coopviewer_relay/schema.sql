-- The tables of a relay. Run by `coopviewer-relay setup`, as often as one likes: what is there stays as it is.
-- Versions are only ever added: nobody but the owner of the database may change or delete one.

CREATE SCHEMA IF NOT EXISTS coop;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'coop_reader') THEN CREATE ROLE coop_reader NOLOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'coop_writer') THEN CREATE ROLE coop_writer NOLOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'coop_owner') THEN CREATE ROLE coop_owner NOLOGIN; END IF;
END
$$;

CREATE TABLE IF NOT EXISTS coop.team (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL UNIQUE CHECK (name <> ''),
    dataset text NOT NULL CHECK (dataset <> '')
);

CREATE TABLE IF NOT EXISTS coop.member (
    login name PRIMARY KEY,
    team uuid NOT NULL REFERENCES coop.team (id)
);

-- The team of the login that is connected; NULL for one that is in no team.
CREATE OR REPLACE FUNCTION coop.my_team() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS 'SELECT team FROM coop.member WHERE login = session_user';

CREATE TABLE IF NOT EXISTS coop.version (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
    team uuid NOT NULL DEFAULT coop.my_team() REFERENCES coop.team (id),
    author name NOT NULL DEFAULT session_user,
    relay uuid NOT NULL,
    id bytea NOT NULL CHECK (length(id) = 16),
    line text NOT NULL CHECK (length(line) <= 1048576),
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (team, id)
);

CREATE INDEX IF NOT EXISTS version_by_transaction ON coop.version (team, tx, seq);
CREATE INDEX IF NOT EXISTS version_of_relay ON coop.version (team, relay);

CREATE OR REPLACE FUNCTION coop.announce() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    changed uuid := coop.my_team();
BEGIN
    IF changed IS NOT NULL THEN
        PERFORM pg_notify('coop_' || replace(changed::text, '-', ''), '');
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS version_added ON coop.version;
CREATE TRIGGER version_added AFTER INSERT ON coop.version FOR EACH STATEMENT EXECUTE FUNCTION coop.announce();

-- Each login sees the versions of its team, and adds versions to its team in its own name.
ALTER TABLE coop.version ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS read_of_team ON coop.version;
CREATE POLICY read_of_team ON coop.version FOR SELECT USING (team = (SELECT coop.my_team()));
DROP POLICY IF EXISTS write_to_team ON coop.version;
CREATE POLICY write_to_team ON coop.version FOR INSERT
    WITH CHECK (team = (SELECT coop.my_team()) AND author = session_user);

ALTER TABLE coop.team ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_team ON coop.team;
CREATE POLICY own_team ON coop.team FOR SELECT USING (id = (SELECT coop.my_team()));

ALTER TABLE coop.member ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_membership ON coop.member;
CREATE POLICY own_membership ON coop.member FOR SELECT USING (login = session_user);

-- An owner manages teams and members, but changes no version either.
DROP POLICY IF EXISTS manage_teams ON coop.team;
CREATE POLICY manage_teams ON coop.team TO coop_owner USING (true) WITH CHECK (true);
DROP POLICY IF EXISTS manage_members ON coop.member;
CREATE POLICY manage_members ON coop.member TO coop_owner USING (true) WITH CHECK (true);

REVOKE ALL ON ALL TABLES IN SCHEMA coop FROM PUBLIC;
GRANT USAGE ON SCHEMA coop TO coop_reader, coop_writer, coop_owner;
GRANT SELECT ON coop.version, coop.team, coop.member TO coop_reader, coop_writer, coop_owner;
GRANT INSERT (relay, id, line) ON coop.version TO coop_writer, coop_owner;
GRANT INSERT, UPDATE, DELETE ON coop.team, coop.member TO coop_owner;
