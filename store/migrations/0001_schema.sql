-- The whole schema of 0.1.0. A later change is a file of its own beside it (ADR 20).

---------------------------------------------------------------------------------------------------------------------
-- Rules and people
---------------------------------------------------------------------------------------------------------------------

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

-- Requests to move open cases to another version of their pack, and who agreed.
create table pack_migrations (
  id text primary key,
  pack_id text not null,
  to_version text not null,
  to_hash text not null references packs (hash),
  -- What the approver was shown.
  plan json not null,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  approved_by text,
  approved_at timestamptz,
  finished_at timestamptz
);
create unique index pack_migrations_open on pack_migrations (pack_id) where finished_at is null;

-- What holds where a unit or a person has nothing of their own: one row, written by whatever brings the schema up to
-- date.
create table installation (
  one boolean primary key default true check (one),
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  timezone text not null default 'Asia/Shanghai'
);
insert into installation default values;

create table units (
  id text primary key,
  name text not null,
  level text not null,
  parent text references units (id),
  -- Null: that of the unit above.
  timezone text
);

-- The zone by which a unit counts days: its own, else that of the nearest unit above it that has one.
create function zone_of(unit text) returns text language sql stable as $$
  with recursive up as (
    select parent, timezone from units where id = unit
    union all select above.parent, above.timezone from units above join up on above.id = up.parent
      where up.timezone is null
  )
  select coalesce((select timezone from up where timezone is not null), (select timezone from installation))
$$;

create table people (
  id text primary key,
  name text not null,
  unit text not null references units (id),
  -- Addresses are called as their channels. Those of robots are names that the settings of the workers know.
  email text,
  webhook text,
  sms text,
  wecom text,
  dingtalk text,
  feishu text,
  -- Channels in the order in which they are tried, by how much a message weighs: { "lapse": ["sms", "email"] }.
  channels jsonb,
  -- Between which times of day, in the zone of their unit, warnings wait: { "from": "22:00", "to": "07:00" }.
  quiet jsonb,
  -- Null: that of the installation.
  locale text check (locale in ('zh', 'en')),
  deputy text,
  -- Days in the zone of their unit, both away; without the second, until further notice.
  absent_from date,
  absent_to date,
  -- Who left acts no more and is told nothing; the row stays for what they did.
  left_at timestamptz,
  -- Redress acts and is told under these ids itself.
  constraint people_are_not_redress_itself
    check (id not in ('clock', 'administrator', 'unknown', 'complainant', 'nobody'))
);

create view staff as select * from people where left_at is null;

create table role_holders (
  person text not null references people (id) on delete cascade,
  unit text not null references units (id),
  role text not null,
  primary key (person, unit, role)
);
create index role_holders_by_role on role_holders (role, unit);

-- Units and holders of roles as they were: figures of a past period count by them. Written by the triggers below.
create table unit_history (
  unit text not null,
  name text not null,
  level text not null,
  parent text,
  valid_from timestamptz not null default now(),
  -- Null: holds still.
  valid_to timestamptz,
  primary key (unit, valid_from)
);
create table holder_history (
  person text not null,
  unit text not null,
  role text not null,
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  primary key (person, unit, role, valid_from)
);

-- What one transaction opens and closes again was never there, and what it closes and opens again the same never ended.
create function note_unit() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.name, new.level, new.parent) is not distinct from (old.name, old.level, old.parent) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    delete from unit_history where unit = old.id and valid_to is null and valid_from = now();
    update unit_history set valid_to = now() where unit = old.id and valid_to is null;
  end if;
  if tg_op <> 'DELETE' then
    update unit_history h set valid_to = null where h.unit = new.id and h.valid_to = now()
      and (h.name, h.level, h.parent) is not distinct from (new.name, new.level, new.parent);
    if not found then
      insert into unit_history (unit, name, level, parent) values (new.id, new.name, new.level, new.parent);
    end if;
  end if;
  return null;
end $$;
create trigger units_as_they_were after insert or update or delete on units for each row execute function note_unit();

create function note_holder() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.person, new.unit, new.role) = (old.person, old.unit, old.role) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    delete from holder_history h where (h.person, h.unit, h.role) = (old.person, old.unit, old.role)
      and h.valid_to is null and h.valid_from = now();
    update holder_history h set valid_to = now() where (h.person, h.unit, h.role) = (old.person, old.unit, old.role)
      and h.valid_to is null;
  end if;
  if tg_op <> 'DELETE' then
    update holder_history h set valid_to = null where (h.person, h.unit, h.role) = (new.person, new.unit, new.role)
      and h.valid_to = now();
    if not found then
      insert into holder_history (person, unit, role) values (new.person, new.unit, new.role);
    end if;
  end if;
  return null;
end $$;
create trigger holders_as_they_were after insert or update or delete on role_holders
  for each row execute function note_holder();

-- Who changed units and people, and what: names and addresses only as having changed.
create table organisation_changes (
  id bigserial primary key,
  at timestamptz not null default now(),
  by text not null,
  changes jsonb not null
);

---------------------------------------------------------------------------------------------------------------------
-- Complaints: what is sealed, and what a workflow is started with
---------------------------------------------------------------------------------------------------------------------

-- Which master key this database is sealed with: one row, written before anything is sealed.
create table master_key (
  one boolean primary key default true check (one),
  id text not null,
  -- Opens under that key alone.
  check_value bytea not null,
  held_since timestamptz not null default now()
);

create sequence complaint_numbers;

create table complaints (
  no text,
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
  -- What another system calls this complaint: the system, a keyed hash of its id there, and the id, sealed.
  reference_system text,
  reference_index text,
  sealed_reference bytea,
  workflow_started_at timestamptz,
  -- Brought in when nothing could happen to it any more: it has no workflow for as long as its log ends at this event.
  over_at_seq integer,
  -- When it was noticed that somebody had stopped its workflow: then it is started again, from its log.
  workflow_stopped_at timestamptz,
  -- Why its workflow could not be started at the last try: it waits for its next turn and keeps no other from starting.
  start_fault text,
  start_tries integer not null default 0,
  start_tried_at timestamptz,
  -- Different customers are counted without a look at the rest.
  primary key (no) include (customer),
  unique (reference_index, reference_system)
);
create index complaints_by_customer on complaints (customer, topic, origin);
-- Every four characters in a row of a number that reach its counter, of ten digits at most: it is found by a part of
-- it. What is of its day alone is found by the order of numbers.
create function number_parts(no text) returns text[] language sql immutable parallel safe as $$
  select array[substr(no, dash - 2, 4), substr(no, dash - 1, 4), substr(no, dash, 4), substr(no, dash + 1, 4),
    substr(no, dash + 2, 4), substr(no, dash + 3, 4), substr(no, dash + 4, 4), substr(no, dash + 5, 4),
    substr(no, dash + 6, 4), substr(no, dash + 7, 4)]
    from (select position('-' in no) as dash) at
$$;
create index complaints_by_part on complaints using gin (number_parts(no)) with (fastupdate = off);
create index complaints_unstarted on complaints (start_tried_at nulls first, origin) where workflow_started_at is null;

create table notes (
  id text primary key,
  no text not null references complaints (no),
  field text not null,
  sealed bytea not null
);
create index notes_by_case on notes (no);

---------------------------------------------------------------------------------------------------------------------
-- Customers and their caps
---------------------------------------------------------------------------------------------------------------------

-- By what a customer is known: keyed hashes of telephone numbers, identity number, mail address. Marks of one customer
-- have one value.
create table customer_marks (
  mark text primary key,
  customer text not null
);
create index customer_marks_by_customer on customer_marks (customer);

-- The customer with these marks. Marks that were of different customers make them one, with all their complaints.
-- Locks are taken in one order by everybody: marks by their names, the turn to join, the rows of marks, the rows of
-- complaints.
create function customer_of(given text[]) returns text language plpgsql as $$
declare
  one text;
  known text[];
begin
  foreach one in array array(select distinct unnest(given) order by 1) loop
    perform pg_advisory_xact_lock(hashtextextended(one, 2));
  end loop;
  if (select count(distinct customer) > 1 from customer_marks where mark = any (given)) then
    perform pg_advisory_xact_lock(hashtextextended('customers are joined one after the other', 3));
  end if;
  -- Shared until the end of the transaction, so that nobody joins this customer to another before the complaint is
  -- there to be seen.
  perform 1 from customer_marks where mark = any (given) order by mark for share;
  select array_agg(distinct customer order by customer) into known from customer_marks where mark = any (given);
  if cardinality(known) > 1 then
    -- Whoever registers under one of these customers is waited for, and may have brought a further mark.
    while exists (select 1 from customer_marks where customer = any (known[2:])) loop
      perform 1 from customer_marks where customer = any (known[2:]) order by mark for no key update;
      update customer_marks set customer = known[1] where customer = any (known[2:]);
    end loop;
    perform 1 from complaints where customer = any (known[2:]) order by no for no key update;
    update complaints set customer = known[1] where customer = any (known[2:]);
  end if;
  insert into customer_marks
    select distinct mark, coalesce(known[1], given[1]) from unnest(given) as mark on conflict do nothing;
  return coalesce(known[1], given[1]);
end $$;

-- Amounts held and spent against a customer's cap. Whose they are is asked of the complaint, because customers can turn
-- out to be one.
create table reservations (
  key text primary key,
  no text not null references complaints (no),
  approval text not null,
  amount bigint not null,
  status text not null,
  created_at timestamptz not null default now()
);
create index reservations_by_case on reservations (no);

---------------------------------------------------------------------------------------------------------------------
-- The log: append-only, one row per event, chained by hash
---------------------------------------------------------------------------------------------------------------------

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
  -- The run of the workflow that wrote it, and how long its history was at the task: null when no workflow did.
  run text,
  task integer,
  -- For readers that follow the log: rows of a transaction still running are not visible in gid order.
  xid xid8 not null default pg_current_xact_id(),
  unique (no, seq)
);
create unique index events_by_id on events (no, id);
create index events_in_order on events (xid, gid);

create function events_are_append_only() returns trigger language plpgsql as $$
begin
  if current_setting('redress.superseding', true) = 'on' then
    return coalesce(new, old);
  end if;
  raise exception 'the event log is append-only';
end $$;
create trigger events_append_only before update or delete on events
  for each row execute function events_are_append_only();

-- Logs of cases that are long over, each in one row: the same events, with their hashes.
create table archived_logs (
  no text primary key references complaints (no),
  -- The last one in it.
  seq integer not null,
  hash text not null,
  -- What the first one follows.
  prev_hash text not null,
  -- Of the transaction that wrote the last one.
  xid xid8 not null,
  events json not null,
  archived_at timestamptz not null default now()
);
create index archived_logs_by_xid on archived_logs (xid);

-- The log of every case, wherever its events lie.
create view logs as
  select gid, no, seq, id, type, at, wall_at, event, prev_hash, hash, run, task, xid from events
  union all
  select x.gid, a.no, x.seq, x.id, x.type, x.at, x.wall_at, x.event,
    coalesce(lag(x.hash) over (partition by a.no order by x.seq), a.prev_hash), x.hash, x.run, x.task, x.xid::xid8
    from archived_logs a, json_to_recordset(a.events) as x(gid bigint, seq integer, id text, type text, at bigint,
      wall_at timestamptz, event jsonb, hash text, run text, task integer, xid text);

-- Rows written for a task of the workflow that never completed: the workflow is the truth, they are kept aside.
create table superseded_events (
  no text not null,
  seq integer not null,
  event jsonb not null,
  hash text not null,
  run text,
  -- The run in whose favour.
  superseded_by text,
  superseded_at timestamptz not null default now()
);
create index superseded_events_by_case on superseded_events (no);

-- Moments at which a worker had ended its work in order. What was recorded after the latest one may hold rows of tasks
-- that never completed.
create table clean_stops (
  at timestamptz not null default now(),
  xid xid8 not null default pg_current_xact_id()
);

---------------------------------------------------------------------------------------------------------------------
-- The read model: a fold of the log, dropped and rebuilt at will. Nothing in it depends on when it was written
---------------------------------------------------------------------------------------------------------------------

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
  state jsonb not null,
  -- The days that it is counted with, so that open cases can be told of new ones.
  calendar_layers text[],
  calendar_version text,
  provisional boolean not null default false,
  -- Who may know of it at all: holders of these roles (null: everybody with reach), and never these people.
  access_roles text[],
  recused text[] not null default '{}',
  -- It has not ended, or a clock of it may still act. Few of those that are stored.
  acting boolean not null
)
-- The state is kept beside the row: lists pass over many rows and show the states of few. Those that still act change
-- often: what they were is to be gone before an index has more of it than of them.
with (toast_tuple_target = 128, autovacuum_vacuum_scale_factor = 0.01);
-- What lists ask for stays in the row, however long it is.
alter table cases
  alter column pack_id set storage main, alter column stage set storage main, alter column class set storage main,
  alter column level set storage main, alter column unit set storage main, alter column handler set storage main,
  alter column channel set storage main, alter column category set storage main,
  alter column access_roles set storage main, alter column recused set storage main;

create function week_of(at timestamptz) returns integer language sql immutable parallel safe as $$
  select floor(extract(epoch from at at time zone 'UTC') / 604800)::integer
$$;

create index cases_by_registered on cases (registered_at, no);
-- Those that still act, soonest due first, with every column that a list may ask for: a row is visited only where all
-- of it holds.
create index cases_acting on cases (next_due_at, no, registered_at, unit, handler, category, class, stage, level,
  channel, pack_id, overdue, drill) where acting;
-- Those that are over, in stretches of the two orders of lists: weeks, and ten days of numbers. Rows that are alike
-- share an entry, so that what nobody has is known after a look at some hundred entries of each stretch; what has most
-- values comes first. Written once in the life of a case.
create index cases_over_by_week on cases (week_of(registered_at), category, channel, class, level, stage, pack_id,
  overdue, drill) where not acting;
create index cases_over_by_number on cases (left(no, 7), category, channel, class, level, stage, pack_id, overdue,
  drill) where not acting;
create index cases_over_by_week_and_unit on cases (week_of(registered_at), unit) where not acting;
create index cases_over_by_number_and_unit on cases (left(no, 7), unit) where not acting;
create index cases_over_by_handler on cases (handler) where not acting and handler is not null;
create index cases_by_calendar on cases using gin (calendar_layers) where acting and calendar_layers is not null;

create table clocks (
  no text not null references complaints (no),
  clock text not null,
  occurrence integer not null,
  rule text,
  subject text,
  status text not null,
  overdue boolean not null,
  started_at timestamptz not null,
  -- When it began to run: later than what it counts from where that was found afterwards.
  noted_at timestamptz not null,
  target_at timestamptz,
  due_at timestamptz not null,
  missed_at timestamptz,
  stopped_at timestamptz,
  provisional boolean not null default false,
  calendar_version text,
  calendar_adjusted boolean not null default false,
  pack_id text not null,
  drill boolean not null,
  -- False: the complainant's own time.
  owed boolean not null default true,
  -- Nobody can miss it.
  monitor boolean not null default false,
  -- A migration moved its due moment into the past.
  rule_adjusted boolean not null default false,
  -- Before pauses, extensions and changed days.
  first_due_at timestamptz not null,
  -- Why its due moment moved, once each.
  moved_by text[] not null default '{}',
  cancelled_because text,
  -- Who was responsible when it was met, missed or cancelled; while it runs, who is. Of a dispatch, its department.
  unit text not null,
  handler text,
  primary key (no, clock, occurrence)
);
create index clocks_by_due on clocks (rule, due_at);
-- With all that most figures ask of a limit.
create index clocks_by_pack on clocks (pack_id, clock, due_at) include (noted_at, started_at, first_due_at, target_at,
  missed_at, stopped_at, occurrence, drill, owed, monitor, provisional, calendar_adjusted, rule_adjusted, no, status,
  cancelled_because, unit, subject);
create index clocks_of_dispatches on clocks (no, subject) include (due_at, stopped_at, status) where subject is not null;

create table rungs (
  no text not null references complaints (no),
  clock text not null,
  occurrence integer not null,
  rung text not null,
  rule text,
  due_at timestamptz not null,
  fired_at timestamptz not null,
  -- More than 24.8 days are more milliseconds than an integer holds.
  late_ms bigint not null,
  suspended boolean not null,
  coalesced boolean not null,
  notify text[] not null,
  primary key (no, clock, occurrence, rung)
);
create index rungs_by_due on rungs (due_at, late_ms);
create index rungs_by_fired on rungs (fired_at);

---------------------------------------------------------------------------------------------------------------------
-- Facts that figures count: part of the read model, so a fold of the log. Nothing personal. Moments are wall time
---------------------------------------------------------------------------------------------------------------------

-- A case as it is. Whatever a change made untrue is kept below, so that a figure of a past period finds the case as it
-- was then.
-- What is looked at first comes first, and what has one length before what has not: a figure reads many rows.
create table fact_cases (
  -- Of the change that made it so.
  since timestamptz not null,
  registered_at timestamptz not null,
  -- How often it changed its level, and its level or department.
  levels_up integer not null,
  moves integer not null,
  cycle integer not null,
  dispatches integer not null,
  -- Different ones, each dispatch where it has gone in the end.
  departments integer not null,
  drill boolean not null,
  imported boolean not null,
  anonymous boolean not null,
  bypass boolean not null,
  -- Nobody whose name is unknown acted on it.
  attributed boolean not null,
  -- Only some may know of it.
  restricted boolean not null,
  first_contact boolean,
  accepted_at timestamptz,
  -- In whatever way it ended last; null once it is reopened.
  ended_at timestamptz,
  -- The first time that it was closed; refused, withdrawn and merged are no such end.
  ended_first_at timestamptz,
  resolved_at timestamptz,
  resolved_first_at timestamptz,
  promised_first_at timestamptz,
  promised_at timestamptz,
  no text primary key references complaints (no),
  pack_id text not null,
  stage text not null,
  -- Of a refusal or a withdrawal.
  end_reason text,
  -- Of the case: asked by many figures, and to reach what stands far behind costs as much as to look at it.
  fields jsonb not null,
  class text not null,
  -- Of entry.
  channel text not null,
  category text not null,
  unit text not null,
  level_first text not null,
  level text not null,
  level_resolved text,
  object text not null,
  outcome text,
  handler text,
  category_first text not null,
  unit_first text not null,
  repeat_of text,
  merged_into text,
  channels text[] not null,
  flags text[] not null,
  -- Of each step the latest: { "reply": { "count": 1, "firstAt": ..., "lastAt": ..., ... } }.
  steps jsonb not null
);
-- Each with what most figures of that moment ask.
create index fact_cases_by_registered on fact_cases (pack_id, registered_at)
  include (since, ended_at, drill, no, stage, end_reason);
create index fact_cases_by_accepted on fact_cases (pack_id, accepted_at)
  include (since, registered_at, ended_at, departments, drill, stage, end_reason, channel, category);
create index fact_cases_by_end on fact_cases (pack_id, ended_at)
  include (since, registered_at, levels_up, drill, first_contact, stage, end_reason, class, level_first);
create index fact_cases_by_first_end on fact_cases (pack_id, ended_first_at)
  include (since, registered_at, accepted_at, ended_at, drill, stage, end_reason);

create table fact_cases_before (
  -- From when on it was otherwise.
  until timestamptz not null,
  like fact_cases,
  primary key (no, since)
);
-- What was so at a moment: few rows, however many came before and after.
create index fact_cases_before_by_time on fact_cases_before using gist (tstzrange(since, until, '(]'));

-- Clocks whose due moment or other terms changed, as they were until then.
create table fact_clocks_before (
  no text not null references complaints (no),
  clock text not null,
  occurrence integer not null,
  until timestamptz not null,
  pack_id text not null,
  drill boolean not null,
  status text not null,
  target_at timestamptz,
  due_at timestamptz not null,
  missed_at timestamptz,
  stopped_at timestamptz,
  provisional boolean not null,
  calendar_adjusted boolean not null,
  rule_adjusted boolean not null,
  owed boolean not null,
  monitor boolean not null,
  primary key (no, clock, occurrence, until)
);
create index fact_clocks_before_by_pack on fact_clocks_before (pack_id, until);

-- Levels and pauses over time.
create table fact_spans (
  no text not null references complaints (no),
  -- Of the event that began it.
  seq integer not null,
  pack_id text not null,
  drill boolean not null,
  -- level or pause.
  what text not null,
  -- The level, or the kind of the pause.
  value text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  -- The clock whose lapse began it.
  by_clock text,
  primary key (no, seq)
);
create index fact_spans_by_pack on fact_spans (pack_id, what, from_at);

-- Every record of a step.
create table fact_steps (
  no text not null references complaints (no),
  seq integer not null,
  pack_id text not null,
  drill boolean not null,
  step text not null,
  at timestamptz not null,
  occurred_at timestamptz,
  actor text not null,
  actor_unit text,
  cycle integer not null,
  -- The approval that let it happen.
  request text,
  fields jsonb not null,
  primary key (no, seq)
);
create index fact_steps_by_pack on fact_steps (pack_id, step, at);

create table fact_dispatches (
  no text not null references complaints (no),
  dispatch text not null,
  pack_id text not null,
  drill boolean not null,
  department_first text not null,
  department text not null,
  reroutes integer not null,
  -- The first time.
  rerouted_at timestamptz,
  reroute_reason text,
  sent_at timestamptz not null,
  answered_at timestamptz,
  substantive boolean,
  refused_at timestamptz,
  refusal_reason text,
  ruled_at timestamptz,
  -- Of the ruling on the refusal.
  valid boolean,
  primary key (no, dispatch)
);
create index fact_dispatches_by_pack on fact_dispatches (pack_id, sent_at);

create table fact_approvals (
  no text not null references complaints (no),
  request text not null,
  pack_id text not null,
  drill boolean not null,
  approval text not null,
  action text not null,
  -- Minor units, where the approval caps an amount.
  amount bigint,
  requester text not null,
  requested_at timestamptz not null,
  approvers text[] not null,
  decided_at timestamptz,
  -- pending, completed or rejected.
  result text not null,
  primary key (no, request)
);
create index fact_approvals_by_pack on fact_approvals (pack_id, requested_at);

create table fact_links (
  no text not null references complaints (no),
  other text not null,
  pack_id text not null,
  drill boolean not null,
  -- repeat or related.
  kind text not null,
  at timestamptz not null,
  -- Null: by registration.
  actor text,
  primary key (no, other, kind)
);
create index fact_links_by_other on fact_links (other);

-- Intervals in which no worker was there to act, or none reached the database. Not of the log: noticed by the worker
-- that came next.
create table outages (
  from_at timestamptz primary key,
  to_at timestamptz not null,
  check (to_at > from_at)
);
-- When a worker was last there: one row.
create table last_presence (
  one boolean primary key default true check (one),
  at timestamptz not null
);

---------------------------------------------------------------------------------------------------------------------
-- What figures need and no case has. Rows are corrected, never deleted; every version is in register_changes
---------------------------------------------------------------------------------------------------------------------

-- One answer of a complainant, or the attempt to get one. `pack_id` is that of the case.
create table register_answers (
  pack_id text not null,
  id text not null,
  no text not null references complaints (no),
  -- Of the surveys of the book of figures, such as `satisfaction`.
  instrument text not null,
  asked_at timestamptz not null,
  channel text,
  reached boolean not null,
  answered_at timestamptz,
  -- 1 to the top of the instrument's scale.
  score integer,
  -- RATER items: { "empathy": 5 }.
  items jsonb not null default '{}',
  agrees boolean,
  primary key (pack_id, id)
);
create index register_answers_by_case on register_answers (no);
create index register_answers_by_time on register_answers (pack_id, instrument, asked_at);

-- A measure against a person or a unit.
create table register_measures (
  pack_id text not null,
  id text not null,
  -- Of the pack's list of measures, triggers and grounds.
  kind text not null,
  trigger text,
  ground text,
  subject_kind text not null check (subject_kind in ('person', 'unit')),
  subject text not null,
  unit text,
  decider text not null,
  decided_at timestamptz not null,
  appealed_at timestamptz,
  -- upheld or lifted.
  appeal_result text,
  cases text[] not null default '{}',
  primary key (pack_id, id)
);
create index register_measures_by_time on register_measures (pack_id, decided_at);

create table register_improvements (
  pack_id text not null,
  id text not null,
  cause text not null,
  -- The process that it changes, a name of the bank's.
  process text,
  owner text not null,
  unit text,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  completed_at timestamptz,
  -- The figure by which the effect is seen, and its values.
  effect_figure text,
  effect_before numeric,
  effect_after numeric,
  categories text[] not null default '{}',
  cases text[] not null default '{}',
  primary key (pack_id, id)
);
create index register_improvements_by_time on register_improvements (pack_id, completed_at);

-- What was seen or heard outside a case.
create table register_items (
  pack_id text not null,
  id text not null,
  kind text not null check (kind in ('media', 'web', 'visit', 'harm')),
  seen_at timestamptz not null,
  source text not null,
  -- minor or major.
  severity text,
  confirmed_at timestamptz,
  -- case, answered, corrected or noted.
  disposition text,
  disposed_at timestamptz,
  unit text,
  -- The case that came of it.
  no text references complaints (no),
  primary key (pack_id, id)
);
create index register_items_by_time on register_items (pack_id, kind, seen_at);

-- The notice at the door: who is named there (S1-R2).
create table register_contacts (
  pack_id text not null,
  id text not null,
  unit text not null,
  person text not null,
  telephone text not null,
  shown_from date not null,
  shown_to date,
  primary key (pack_id, id)
);

create table register_changes (
  id bigserial primary key,
  pack_id text not null,
  -- Of the catalogue; `series` too.
  register text not null,
  row_id text not null,
  at timestamptz not null default now(),
  by text not null,
  -- The row as it became.
  row jsonb not null
);
create index register_changes_by_row on register_changes (pack_id, register, row_id);

-- Numbers of other systems, one a name, unit and period: headcount, calls, customers, values of earlier years.
create table series (
  pack_id text not null,
  name text not null,
  -- Empty: the whole bank.
  unit text not null default '',
  -- Days, both inclusive.
  period_from date not null,
  period_to date not null,
  value numeric not null,
  -- Of how many, where the value is a rate or a mean.
  n numeric,
  source text not null,
  imported_by text not null,
  imported_at timestamptz not null default now(),
  check (period_to >= period_from),
  primary key (pack_id, name, unit, period_from, period_to)
);

-- What a unit owed on a day, such as its daily return (S1-T9).
create table duty_days (
  pack_id text not null,
  duty text not null,
  unit text not null,
  -- Of the period that it is about, its last day.
  day date not null,
  due_at timestamptz not null,
  done_at timestamptz,
  nil boolean,
  by text,
  -- Counts corrections.
  version integer not null default 0,
  body jsonb,
  primary key (pack_id, duty, unit, day)
);
create index duty_days_by_due on duty_days (pack_id, duty, due_at);

---------------------------------------------------------------------------------------------------------------------
-- Figures: definitions, and periods that are closed
---------------------------------------------------------------------------------------------------------------------

-- The figures of a pack as they were at some time. The last one loaded holds.
create table figure_books (
  pack_id text not null,
  hash text not null,
  body json not null,
  loaded_at timestamptz not null default now(),
  primary key (pack_id, hash)
);

create table closings (
  id bigserial primary key,
  pack_id text not null,
  -- Days, both inclusive.
  period_from date not null,
  period_to date not null,
  book_hash text not null,
  -- Up to here the log was counted.
  watermark xid8 not null,
  closed_by text not null,
  closed_at timestamptz not null default now(),
  -- Over all rows below.
  hash text not null,
  unique (pack_id, period_from, period_to),
  foreign key (pack_id, book_hash) references figure_books (pack_id, hash)
);
create table closing_values (
  closing bigint not null references closings (id),
  figure text not null,
  -- Of one unit, month or other part; empty: the whole.
  part text not null default '',
  -- The answer as it was given.
  body jsonb not null,
  primary key (closing, figure, part)
);
create table closing_cases (
  closing bigint not null references closings (id),
  no text not null references complaints (no),
  class text not null,
  stage text not null,
  primary key (closing, no)
);

---------------------------------------------------------------------------------------------------------------------
-- Days
---------------------------------------------------------------------------------------------------------------------

-- Years of working calendars that were published after the release: the newest version of a year holds.
create table calendar_years (
  id bigserial primary key,
  calendar text not null,
  year integer not null,
  version integer not null,
  -- The year as written, checked.
  body jsonb not null,
  published_by text not null,
  published_at timestamptz not null default now(),
  unique (calendar, year, version)
);

-- Orders that close days for some cases, and for which.
create table closures (
  id text primary key,
  days date[] not null,
  -- What the cases were chosen by: unit subtree, pack, category.
  scope jsonb not null,
  reason text not null,
  requested_by text not null references people (id),
  approver text not null references people (id),
  ordered_at timestamptz not null default now(),
  lifted_at timestamptz,
  lifted_by text references people (id),
  lifted_reason text,
  check (approver <> requested_by)
);
create table closure_cases (
  closure text not null references closures (id),
  no text not null references complaints (no),
  primary key (closure, no)
);

---------------------------------------------------------------------------------------------------------------------
-- Who was told what. Not part of the read model: deliveries are facts of their own
---------------------------------------------------------------------------------------------------------------------

-- One row per case, item, recipient and channel.
create table notifications (
  key text primary key,
  -- Key of the message that carried it: several items told together after an outage share one.
  message_key text not null,
  no text not null references complaints (no),
  item text not null,
  recipient text not null,
  via text not null,
  role text not null,
  channel text not null,
  -- Whom the message was for, where it goes to somebody else because they could not be reached.
  instead_of text[],
  message text not null,
  planned_at timestamptz,
  fired_at timestamptz not null,
  status text not null,
  attempts integer not null default 0,
  last_error jsonb,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  delivered_at timestamptz,
  -- Waits for the end of somebody's quiet hours.
  held_until timestamptz,
  -- Why the message went, or will go, out in plain form: its own words could not be made. Nothing personal.
  plain_because text
);
-- When somebody looked up a complaint by its receipt code.
create table progress_views (
  no text not null references complaints (no),
  seen_at timestamptz not null,
  primary key (no, seen_at)
);

create index notifications_by_case on notifications (no, fired_at);
-- Written once, when it is delivered.
create index notifications_told on notifications (planned_at) where delivered_at is not null;
create index notifications_unreached on notifications (status, fired_at) where status not in ('delivered', 'moot');
create index notifications_plain on notifications (last_attempt_at) where plain_because is not null;

create table notification_attempts (
  key text not null references notifications (key),
  attempt integer not null,
  at timestamptz not null default now(),
  outcome text not null,
  reason jsonb,
  primary key (key, attempt)
);

-- Addresses of staff that take no messages: refused for good, or silent for as long as the pack waits. Gone with the
-- first message that gets through; without meaning once the person has another address.
create table refusing_addresses (
  person text not null references people (id) on delete cascade,
  channel text not null,
  address text not null,
  since timestamptz not null default now(),
  -- Names no address.
  reason jsonb not null,
  primary key (person, channel)
);

-- What staff were told of no case: by the nightly look ahead, and of duties. One row per message, person and channel.
create table staff_mails (
  key text primary key,
  -- That it is about.
  day date not null,
  recipient text not null,
  channel text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  last_error jsonb,
  delivered_at timestamptz,
  plain_because text
);

-- Mails that the sink of a trial installation took.
create table dev_mails (
  id bigserial primary key,
  message_id text not null,
  redress_key text,
  sender text not null,
  recipients text[] not null,
  subject text not null,
  text text not null,
  headers jsonb not null,
  received_at timestamptz not null
);
create index dev_mails_by_time on dev_mails (received_at);

---------------------------------------------------------------------------------------------------------------------
-- How late rungs fired and were told, summed up by hours, days and more that are past
---------------------------------------------------------------------------------------------------------------------

-- Everything planned before this moment is summed up: one row.
create table lateness_summed (
  one boolean primary key default true check (one),
  up_to timestamptz not null
);
-- How many were about so late.
create table lateness_sums (
  -- Of what was planned within so many hours, counted from 1970 by UTC: an hour, a day, 8 and 64 days.
  from_at timestamptz not null,
  hours integer not null check (hours in (1, 24, 192, 1536)),
  -- fired: rungs; told: notifications that were delivered.
  what text not null,
  drill boolean not null,
  suspended boolean not null,
  -- As of their cases.
  access_roles text[],
  recused text[] not null,
  -- Of these, the least late and the latest: one twentieth apart at most.
  least_ms bigint not null,
  late_ms bigint not null,
  count integer not null,
  -- `lateness_step` of all of them.
  step integer not null
);
create index lateness_sums_by_time on lateness_sums (hours, from_at);
create index lateness_worst on lateness_sums (late_ms) where hours = 1 and what = 'fired';
-- Hours with something that came later: read row by row until they are summed up again. Several rows may say the same,
-- so that nobody waits for anybody.
create table lateness_stale (
  hour timestamptz not null
);

-- Steps of a twentieth; the same for all that is early, which is a fault.
create function lateness_step(late_ms bigint) returns integer language sql immutable parallel safe as $$
  select case when late_ms < 0 then -1 when late_ms < 20 then late_ms::int else (20 + 20 * ln(late_ms / 20.0::float8))::int end
$$;

create function note_late_rung() returns trigger language plpgsql as $$
begin
  insert into lateness_stale values (date_trunc('hour', coalesce(new.due_at, old.due_at), 'UTC'));
  return null;
end $$;
create trigger rungs_summed_again after insert on rungs
  for each row when (new.due_at < now() - interval '1 hour') execute function note_late_rung();
create trigger rungs_gone_summed_again after delete on rungs for each row execute function note_late_rung();

create function note_late_notification() returns trigger language plpgsql as $$
begin
  insert into lateness_stale values (date_trunc('hour', new.planned_at, 'UTC'));
  return null;
end $$;
create trigger notifications_summed_again after insert or update on notifications for each row
  when (new.delivered_at is not null and new.planned_at < now() - interval '1 hour')
  execute function note_late_notification();

create function note_other_access() returns trigger language plpgsql as $$
begin
  insert into lateness_stale
    select date_trunc('hour', due_at, 'UTC') from rungs where no = new.no
    union select date_trunc('hour', planned_at, 'UTC') from notifications where no = new.no and planned_at is not null;
  return null;
end $$;
create trigger cases_summed_again after update on cases for each row
  when ((old.access_roles, old.recused) is distinct from (new.access_roles, new.recused))
  execute function note_other_access();

---------------------------------------------------------------------------------------------------------------------
-- Requests over HTTP: the same key again is answered with the first answer, until it is forgotten
---------------------------------------------------------------------------------------------------------------------

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  no text,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
