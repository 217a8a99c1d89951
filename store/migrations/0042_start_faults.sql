-- Why a case's workflow could not be started at the last try, so that it waits for its next turn and keeps no other from being started.
alter table complaints add column start_fault text, add column start_tries integer not null default 0, add column start_tried_at timestamptz;
drop index complaints_unstarted;
create index complaints_unstarted on complaints (start_tried_at nulls first, origin) where workflow_started_at is null;
