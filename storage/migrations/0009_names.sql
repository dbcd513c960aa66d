-- One name for each idea: what was learned of duplicates, the hash of a photo, the same photograph, live locations.

alter table live_place rename to live_location;
drop index live_place_at;
create index live_location_at on live_location (at);

alter table fingerprint rename to photo_hash;
alter table fingerprint_key rename to photo_hash_key;

alter table alike rename to same_photo;
drop index alike_other;
create index same_photo_other on same_photo (other_id);

alter table repeat_tally rename to duplicate_tally;
alter table duplicate_tally rename column repeats to duplicates;

alter table draft rename column rival to other_position;
alter table live_message rename column face to content_hash;
