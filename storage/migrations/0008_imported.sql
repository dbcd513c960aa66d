-- Records of another system that became reports, each once. Keys are noted before the reports are written, to see which
-- are new, so that report_id refers to nothing yet; by it the new ones are found in one go.
create table imported (
    source text not null,
    key text not null,
    report_id {{int64}} not null unique,
    primary key (source, key)
) {{strict}};
