-- Left in a PostgreSQL database by the last process that stopped in good order: what tells a database that nobody touched
-- since from a copy of it. A SQLite file has its mark in a file beside it.
create table stop_mark (
    witness text not null
) {{strict}};
