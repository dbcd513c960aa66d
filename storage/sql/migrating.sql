-- name: create_migration_table
-- Remembers which migrations this database has had, and what was in them.
create table if not exists schema_migration (
    version {{int64}} primary key,
    name text not null,
    checksum text not null
) {{strict}};

-- name: applied_migrations
-- What this database has had, to be compared with the files.
select version, name, checksum from schema_migration order by version;

-- name: note_migration
-- A migration has been applied, in the same transaction.
insert into schema_migration (version, name, checksum) values (:version, :name, :checksum);
