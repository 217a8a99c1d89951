-- Ids by which Redress itself acts and is told. Who is there already is not looked at: an upgrade stops at nobody.
alter table people add constraint people_are_not_redress_itself
  check (id not in ('clock', 'administrator', 'unknown', 'complainant', 'nobody')) not valid;
