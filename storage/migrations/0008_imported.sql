-- Records of another system that became reports, each once. The key is noted first, to see whether it is new; a
-- reference to the report would have to wait for the commit, and each report be looked for here.
create table imported (
    source text not null,
    key text not null,
    report_id {{int64}} not null,
    primary key (source, key)
) {{strict}};
