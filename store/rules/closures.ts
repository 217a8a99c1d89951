import { column, row, transaction, type Database, type Queryable } from '../database/database.ts';

/** An order that closes days for a chosen set of cases. */
export interface Closure {
  readonly id: string;
  /** ISO dates. */
  readonly days: readonly string[];
  /** What the cases are chosen by; a unit stands for itself and everything below it. */
  readonly scope: { readonly unit: string; readonly pack?: string; readonly category?: string };
  readonly reason: string;
  readonly requestedBy: string;
  readonly approver: string;
}

/** An order as it is kept, with its cases. */
export interface KeptClosure {
  readonly closure: Closure;
  readonly numbers: readonly string[];
  readonly lifted: boolean;
}

/** Open cases of a scope that are counted with a calendar, in order of number. Drills are left out. */
export function casesInScope(db: Queryable, { unit, pack, category }: Closure['scope']): Promise<readonly string[]> {
  return column(
    db,
    `with recursive below as (select id from units where id = $1 union all select u.id from units u join below b
      on u.parent = b.id)
     select no from cases where unit in (select id
       from below) and ($2::text is null or pack_id = $2) and ($3::text is null or category = $3)
       and not drill and calendar_layers is not null
       and (state #> '{paused,until}' is not null
         or exists (select from clocks k where k.no = cases.no and k.status in ('running', 'paused', 'missed')
           and k.calendar_version is not null))
     order by no`,
    [unit, pack, category],
  );
}

/** Keeps an order with its cases; the same order again changes nothing. Throws when the id was used for another one. */
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

/** An order and its cases; `undefined` when there is none of that id. */
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

/** Marks an order as lifted. */
export async function liftClosure(db: Queryable, id: string, by: string, reason: string): Promise<void> {
  await db.query(
    'update closures set lifted_at = now(), lifted_by = $2, lifted_reason = $3 where id = $1 and lifted_at is null',
    [id, by, reason],
  );
}

/** Whether a unit is the other one or lies above it. */
export async function standsOver(db: Queryable, unit: string, below: string): Promise<boolean> {
  const found = await row(
    db,
    `with recursive up as (select id, parent from units where id = $2 union select u.id, u.parent from units u
      join up on u.id = up.parent) select 1 from up where id = $1`,
    [unit, below],
  );
  return found !== undefined;
}
