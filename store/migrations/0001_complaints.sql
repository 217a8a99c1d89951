-- Policy packs as they were when cases were opened under them. Immutable: a change is a new version.
create table packs (
  id text not null,
  version text not null,
  hash text not null unique,
  -- The pack as written, both languages, its keys in order.
  body json not null,
  loaded_at timestamptz not null default now(),
  primary key (id, version)
);

create table units (
  id text primary key,
  name text not null,
  level text not null,
  parent text references units (id)
);

create table people (
  id text primary key,
  name text not null,
  unit text not null references units (id),
  email text,
  webhook text,
  locale text not null default 'zh',
  deputy text,
  absent_from timestamptz,
  absent_to timestamptz
);

create table role_holders (
  person text not null references people (id) on delete cascade,
  unit text not null references units (id),
  role text not null,
  primary key (person, unit, role)
);
create index role_holders_by_role on role_holders (role, unit);

create sequence complaint_numbers;

-- One row per complaint: what is sealed, and what a workflow is started with.
create table complaints (
  no text primary key,
  receipt_index text not null unique,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null references packs (hash),
  origin timestamptz not null,
  speed integer not null default 1,
  -- Keyed hash of the customer; never a number itself.
  customer text,
  topic text not null,
  intake jsonb not null,
  registered_by text not null,
  -- Data key of this complaint, wrapped by the master key. Destroying it erases the person and keeps the proof.
  wrapped_key bytea,
  sealed_receipt bytea not null,
  sealed_complainant bytea,
  sealed_demand bytea,
  workflow_started_at timestamptz
);
create index complaints_by_customer on complaints (customer, topic, origin);
create index complaints_unstarted on complaints (origin) where workflow_started_at is null;

create table notes (
  id text primary key,
  no text not null references complaints (no),
  field text not null,
  sealed bytea not null
);
create index notes_by_case on notes (no);

-- The log: append-only, one row per event, chained by hash.
create table events (
  gid bigserial primary key,
  no text not null references complaints (no),
  seq integer not null,
  id text not null,
  type text not null,
  at bigint not null,
  wall_at timestamptz not null,
  event jsonb not null,
  prev_hash text not null,
  hash text not null,
  -- For readers that follow the log: rows of a transaction still running are not visible in gid order.
  xid xid8 not null default pg_current_xact_id(),
  unique (no, seq)
);
create unique index events_by_id on events (no, id);

-- Rows written for a task of the workflow that never completed: the workflow is the truth, they are kept aside.
create table superseded_events (
  no text not null,
  seq integer not null,
  event jsonb not null,
  hash text not null,
  superseded_at timestamptz not null default now()
);

create function events_are_append_only() returns trigger language plpgsql as $$
begin
  if current_setting('redress.superseding', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'the event log is append-only';
end $$;
create trigger events_append_only before update or delete on events for each row execute function events_are_append_only();

-- Read model: a fold of the log, dropped and rebuilt at will. Nothing in it depends on when it was written.
create table cases (
  no text primary key references complaints (no),
  seq integer not null,
  pack_id text not null,
  pack_version text not null,
  object text not null,
  stage text not null,
  class text not null,
  level text not null,
  unit text not null,
  handler text,
  channel text not null,
  category text not null,
  overdue boolean not null,
  drill boolean not null,
  registered_at timestamptz not null,
  next_due_at timestamptz,
  closed_at timestamptz,
  state jsonb not null
);
create index cases_by_next_due on cases (next_due_at nulls last, no);
create index cases_by_registered on cases (registered_at, no);
create index cases_open on cases (stage, unit, next_due_at);

create table clocks (
  no text not null references complaints (no),
  clock text not null,
  occurrence integer not null,
  rule text,
  subject text,
  status text not null,
  overdue boolean not null,
  started_at timestamptz not null,
  target_at timestamptz,
  due_at timestamptz not null,
  missed_at timestamptz,
  stopped_at timestamptz,
  primary key (no, clock, occurrence)
);
create index clocks_by_due on clocks (rule, due_at);

create table rungs (
  no text not null references complaints (no),
  clock text not null,
  occurrence integer not null,
  rung text not null,
  rule text,
  due_at timestamptz not null,
  fired_at timestamptz not null,
  late_ms integer not null,
  suspended boolean not null,
  coalesced boolean not null,
  notify text[] not null,
  primary key (no, clock, occurrence, rung)
);
create index rungs_by_due on rungs (due_at);
create index events_in_order on events (xid, gid);
