import { column, row, transaction, type Database, type Queryable } from '../database/database.ts';

export type Closure = Readonly<{
  id: string;
  /** ISO dates. */
  days: readonly string[];
  /** A unit includes everything below it. */
  scope: Readonly<{ unit: string; pack?: string; category?: string }>;
  reason: string;
  requestedBy: string;
  approver: string;
}>;

export type KeptClosure = Readonly<{
  closure: Closure;
  numbers: readonly string[];
  lifted: boolean;
}>;

/** Open cases that count by a calendar, by number; no drills. */
export function casesInScope(db: Queryable, { unit, pack, category }: Closure['scope']): Promise<readonly string[]> {
  return column(
    db,
    `with recursive below as (select id from units where id = $1 union all select u.id from units u join below b
      on u.parent = b.id)
     select no from cases where acting and unit in (select id
       from below) and ($2::text is null or pack_id = $2) and ($3::text is null or category = $3)
       and not drill and calendar_layers is not null
       and (state #> '{paused,until}' is not null
         or exists (select from clocks k where k.no = cases.no and k.status in ('running', 'paused', 'missed')
           and k.calendar_version is not null))
     order by no`,
    [unit, pack, category],
  );
}

/** The same order again changes nothing; throws when another order has the id. */
export async function saveClosure(
  db: Database,
  closure: Closure,
  numbers: readonly string[],
): Promise<readonly string[]> {
  const { id, days, scope, reason, requestedBy, approver } = closure;
  return transaction(db, async (tx) => {
    const made = await tx.query(
      `insert into closures (id, days, scope, reason, requested_by, approver)
        values ($1, $2::date[], $3, $4, $5, $6) on conflict (id) do nothing`,
      [id, days, scope, reason, requestedBy, approver],
    );
    if (made.rowCount === 1) {
      await tx.query('insert into closure_cases (closure, no) select $1, unnest($2::text[])', [id, numbers]);
      return numbers;
    }
    const known = await readClosure(tx, id);
    const isSame = known?.closure.reason === reason && known.closure.days.join() === days.join();
    if (!isSame || known.lifted) throw new Error(`the order ${id} exists and is another one`);
    return known.numbers;
  });
}

export async function readClosure(db: Queryable, id: string): Promise<KeptClosure | undefined> {
  const found = await row<Closure & Omit<KeptClosure, 'closure'>>(
    db,
    `select id, array(select to_char(d, 'YYYY-MM-DD') from unnest(days) d) as days, scope, reason,
      requested_by as "requestedBy", approver, lifted_at is not null as lifted,
      array(select no from closure_cases where closure = $1 order by no) as numbers
     from closures where id = $1`,
    [id],
  );
  if (found === undefined) return undefined;
  const { lifted, numbers, ...closure } = found;
  return { closure, numbers, lifted };
}

export async function liftClosure(db: Queryable, id: string, by: string, reason: string): Promise<void> {
  await db.query(
    'update closures set lifted_at = now(), lifted_by = $2, lifted_reason = $3 where id = $1 and lifted_at is null',
    [id, by, reason],
  );
}

/** Whether `unit` is `below` or above it. */
export async function standsOver(db: Queryable, unit: string, below: string): Promise<boolean> {
  const found = await row(
    db,
    `with recursive up as (select id, parent from units where id = $2 union select u.id, u.parent from units u
      join up on u.id = up.parent) select 1 from up where id = $1`,
    [unit, below],
  );
  return found !== undefined;
}
