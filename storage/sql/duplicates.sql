-- name: duplicate_tallies
-- What is known of the signs that a report of this category can show: all traits, and its category's pairs.
select trait, value, other, chances, duplicates from duplicate_tally
where trait <> 'category' or value = :category or other = :category;

-- name: learn_duplicates
-- Count a sign on.
insert into duplicate_tally (trait, value, other, chances, duplicates)
values (:trait, :value, :other, :chances, :duplicates)
on conflict (trait, value, other) do update set
    chances = duplicate_tally.chances + excluded.chances, duplicates = duplicate_tally.duplicates + excluded.duplicates;
