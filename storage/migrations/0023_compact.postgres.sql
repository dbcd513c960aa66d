-- What is kept takes less room: most photos of closed reports were never made into a copy, or have lost it.

drop index photo_shown;
create index photo_shown on photo (shown_key) where shown_key is not null;
