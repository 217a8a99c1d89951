-- Which master key this database is sealed with: one row, written with the first key that is used. `check_value` opens under that key alone.
create table master_key (
  one boolean primary key default true check (one),
  id text not null,
  check_value bytea not null,
  held_since timestamptz not null default now()
);
