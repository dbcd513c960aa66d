-- Why an activity was called off: one of the prepared reasons, or words of staff.
alter table activity add column off_reason text;
alter table activity add column off_words text not null default '';
