-- By what a customer is known: keyed hashes of telephone numbers, identity number, mail address. Marks of one customer have one value.
create table customer_marks (
  mark text primary key,
  customer text not null
);
create index customer_marks_by_customer on customer_marks (customer);

-- The customer with these marks. Marks that were of different customers make them one, with all their complaints.
-- Locks are taken in one order by everybody: marks by their names, the turn to join, the rows of marks, the rows of complaints.
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
  -- Shared until the end of the transaction, so that nobody joins this customer to another before the complaint is there to be seen.
  perform 1 from customer_marks where mark = any (given) order by mark for share;
  select array_agg(distinct customer order by customer) into known from customer_marks where mark = any (given);
  if cardinality(known) > 1 then
    -- Whoever registers under one of these customers is waited for, and may have brought a further mark.
    while exists (select 1 from customer_marks where customer = any (known[2:])) loop
      update customer_marks set customer = known[1] where customer = any (known[2:]);
    end loop;
    perform 1 from complaints where customer = any (known[2:]) order by no for no key update;
    update complaints set customer = known[1] where customer = any (known[2:]);
  end if;
  insert into customer_marks select distinct mark, coalesce(known[1], given[1]) from unnest(given) as mark on conflict do nothing;
  return coalesce(known[1], given[1]);
end $$;

-- What a customer has used of a cap is asked of the customer's complaints, because customers can turn out to be one.
drop index reservations_by_customer;
alter table reservations drop column customer;
create index reservations_by_case on reservations (no);
