-- Moments at which a worker had ended its work in order. What was recorded after the latest one may hold rows of tasks that never completed.
create table clean_stops (
  at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);
