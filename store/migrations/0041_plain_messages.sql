-- Why a message went, or will go, out in plain form: its own words could not be made. Nothing personal.
alter table notifications add column plain_because text;
create index notifications_plain on notifications (last_attempt_at) where plain_because is not null;
alter table preflight_mails add column plain_because text;
