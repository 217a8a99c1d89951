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

-- Which days a case is counted with, so that the open ones can be told of new days.
alter table cases add column calendar_layers text[];
alter table cases add column calendar_version text;
alter table cases add column provisional boolean not null default false;
create index cases_by_calendar on cases using gin (calendar_layers) where calendar_layers is not null;

alter table clocks add column provisional boolean not null default false;
alter table clocks add column calendar_version text;
alter table clocks add column calendar_adjusted boolean not null default false;

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
