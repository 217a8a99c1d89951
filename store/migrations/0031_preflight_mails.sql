-- What the nightly look ahead told the administrators: one row per night, administrator and channel. Nothing of a case.
create table preflight_mails (
  key text primary key,
  night date not null,
  recipient text not null,
  channel text not null,
  status text not null default 'pending',
  attempts integer not null default 0,
  last_error text,
  delivered_at timestamptz
);
