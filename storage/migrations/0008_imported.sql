-- Records of another system that became reports, each once. The key is noted before the report is written.
create table imported (
    source text not null,
    key text not null,
    report_id {{int64}} not null references report (id) deferrable initially deferred,
    primary key (source, key)
) {{strict}};
