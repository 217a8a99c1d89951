-- Requests to move open cases to another version of their pack, and who agreed. The plan is what the approver was shown.
create table pack_migrations (
  id text primary key,
  pack_id text not null,
  to_version text not null,
  to_hash text not null references packs (hash),
  plan json not null,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  approved_by text,
  approved_at timestamptz,
  finished_at timestamptz
);
create unique index pack_migrations_open on pack_migrations (pack_id) where finished_at is null;
