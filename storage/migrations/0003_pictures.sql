create index live_message_pictures on live_message (report_id) where shape = 'photo';
