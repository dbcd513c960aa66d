-- What of the wishes that run needs somebody is found and counted here alone.
create index wish_on_board on wish (queue, stage, at, id, heard_at, due_at, by_when)
where stage in ('asked', 'listed', 'adopted');
