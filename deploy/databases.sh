#!/bin/sh
# Roles and databases of an empty PostgreSQL, once: the image of PostgreSQL runs what lies in
# /docker-entrypoint-initdb.d, as its superuser. Elsewhere: PGHOST, PGUSER and the five variables below.
# Run by tests/deploy/test_several_hosts.py on the embedded server (PostgreSQL 18), but for the line of
# pg_hba.conf. Afterwards, as the owner: pillars roles --apply.
set -eu
psql -v ON_ERROR_STOP=1 --dbname "${POSTGRES_DB:-postgres}" \
    -v owner="$OWNER_PASSWORD" -v write="$WRITER_PASSWORD" -v read="$READER_PASSWORD" \
    -v copy="$FOLLOWER_PASSWORD" <<'SQL'
SET synchronous_commit = local; -- no server follows yet that could be waited for
CREATE ROLE pillars_owner LOGIN PASSWORD :'owner';
CREATE ROLE pillars_writer LOGIN PASSWORD :'write';
CREATE ROLE pillars_reader LOGIN PASSWORD :'read';
CREATE ROLE pillars_follower LOGIN REPLICATION PASSWORD :'copy';
CREATE DATABASE figures OWNER pillars_owner;
CREATE DATABASE accounts OWNER pillars_owner;
CREATE DATABASE returns OWNER pillars_owner;
REVOKE CONNECT ON DATABASE accounts FROM PUBLIC;
REVOKE CONNECT ON DATABASE returns FROM PUBLIC;
GRANT CONNECT ON DATABASE accounts TO pillars_writer;
GRANT CONNECT ON DATABASE returns TO pillars_writer;
SQL
if [ -n "${PGDATA:-}" ]; then
    echo "host replication pillars_follower ${FOLLOWER_FROM:-samenet} scram-sha-256" >> "$PGDATA/pg_hba.conf"
fi
