-- Who was told what: one row per case, item, recipient and channel. Not part of the read model: deliveries are facts of their own.
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
  message text not null,
  planned_at timestamptz,
  fired_at timestamptz not null,
  status text not null,
  attempts integer not null default 0,
  last_error text,
  first_attempt_at timestamptz,
  last_attempt_at timestamptz,
  delivered_at timestamptz
);
create index notifications_by_case on notifications (no, fired_at);
create index notifications_undelivered on notifications (status, last_attempt_at) where status in ('pending', 'failing');

create table notification_attempts (
  key text not null references notifications (key),
  attempt integer not null,
  at timestamptz not null default now(),
  outcome text not null,
  detail text,
  primary key (key, attempt)
);

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  headers jsonb,
  no text,
  created_at timestamptz not null default now(),
  primary key (scope, key)
);

-- Amounts held and spent against a customer's cap.
create table reservations (
  key text primary key,
  no text not null references complaints (no),
  customer text not null,
  approval text not null,
  amount bigint not null,
  status text not null,
  created_at timestamptz not null default now()
);
create index reservations_by_customer on reservations (customer, approval) where status <> 'released';

create table dev_mails (
  id bigserial primary key,
  message_id text not null,
  redress_key text,
  sender text not null,
  recipients text[] not null,
  subject text not null,
  text text not null,
  html text,
  headers jsonb not null,
  received_at timestamptz not null
);
create index dev_mails_by_time on dev_mails (received_at);
