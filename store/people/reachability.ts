import { own } from '../../domain/values/own.ts';
import { column, type Queryable } from '../database/database.ts';
import { hasAddress, holders, recipientsFor, type Recipient, type RoleQuestion } from './recipients.ts';

/** A role that its ladder would not reach as meant. */
export type RoleGap = Readonly<{
  /**
   * `barred`: they may not see the case; `refusing`: no address of theirs takes messages; `no-department`: the role is
   * held at departments, and none is concerned.
   */
  reason: 'nobody' | 'no-department' | 'absent' | 'no-address' | 'refusing' | 'barred';
  /** None when barred: that would show whom the case names. */
  holders: readonly string[];
  /** Absent: nobody else has an address. */
  instead?: Readonly<{ via: Recipient['via']; people: readonly string[] }>;
}>;

/**
 * `undefined` when a holder of the role or a deputy can be reached. Without a department the role has no holder and the
 * ladder means its fallback.
 */
export async function gapOf(db: Queryable, ask: RoleQuestion): Promise<RoleGap | undefined> {
  const found = await recipientsFor(db, ask);
  const reached = found.filter((one) => hasAddress(one) && ask.unreached?.(one.id) !== true);
  const nowhere = own(ask.roles, ask.role)?.follows === 'department' && ask.department === undefined;
  const meant: readonly Recipient['via'][] = nowhere ? ['fallback'] : ['holder', 'deputy'];
  if (reached.some((one) => meant.includes(one.via))) return undefined;
  const held = await holders(db, ask);
  const [first] = reached;
  const reason = nowhere ? 'no-department' : reasonOf(held, found);
  return {
    reason,
    holders: reason === 'barred' ? [] : held.map((one) => one.id),
    ...(first === undefined ? {} : { instead: { via: first.via, people: reached.map((one) => one.id) } }),
  };
}

function reasonOf(held: readonly { readonly absent: boolean }[], found: readonly Recipient[]): RoleGap['reason'] {
  if (held.length === 0) return 'nobody';
  const meant = found.filter((one) => one.via === 'holder' || one.via === 'deputy');
  if (meant.length > 0) return meant.some(hasAddress) ? 'refusing' : 'no-address';
  return held.every((one) => one.absent) ? 'absent' : 'barred';
}

const EDGES = `select distinct (extract(epoch from e.day::timestamp at time zone zone_of(p.unit)) * 1000)::bigint as at
  from staff p cross join lateral (values (p.absent_from), (p.absent_to + 1)) e (day)
  where e.day::timestamp at time zone zone_of(p.unit) > to_timestamp($1::float8 / 1000) order by at`;

/** Wall clock, ms, after `from`. */
export function leaveEdges(db: Queryable, from: number): Promise<readonly number[]> {
  return column(db, EDGES, [from]);
}
