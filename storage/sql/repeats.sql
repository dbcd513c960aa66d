-- name: repeat_tallies
-- What is known of the signs that a report of this category can show: all traits, and its category's pairs.
select trait, value, other, chances, repeats from repeat_tally
where trait <> 'category' or value = :category or other = :category;

-- name: learn_repeats
-- Count a sign on.
insert into repeat_tally (trait, value, other, chances, repeats) values (:trait, :value, :other, :chances, :repeats)
on conflict (trait, value, other) do update set
    chances = repeat_tally.chances + excluded.chances, repeats = repeat_tally.repeats + excluded.repeats;
