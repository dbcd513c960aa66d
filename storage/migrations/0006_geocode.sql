-- Answers of geocoders: by the words asked for, as a hash, or by the cell asked about. No rider is named.

create table geocode (
    key text primary key,
    name text not null,
    position text,
    asked_at {{int64}} not null
) {{strict}};
