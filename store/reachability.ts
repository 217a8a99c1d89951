import { hasAddress, holders, recipientsFor } from './recipients.ts';
import type { Recipient, RoleQuestion } from './recipients.ts';
import type { Queryable } from './database.ts';

/** Why a role's own people are not reached. `barred`: they may not know of the case. */
export type HoleReason = 'nobody' | 'absent' | 'no-address' | 'barred';

/** A role that would not be told as its ladder says. */
export interface Hole {
  readonly reason: HoleReason;
  /** Ids of those who hold the role; nobody where they are kept out, for that alone would say whom the case names. */
  readonly holders: readonly string[];
  /** Who would be told instead; nobody when there is no address at all. */
  readonly instead?: { readonly via: Recipient['via']; readonly people: readonly string[] };
}

/** Asks who would be told; `undefined` when a holder of the role, or the deputy of one, can be reached. */
export async function holeOf(db: Queryable, ask: RoleQuestion): Promise<Hole | undefined> {
  const found = await recipientsFor(db, ask);
  const reached = found.filter(hasAddress);
  if (reached.some((one) => one.via === 'holder' || one.via === 'deputy')) return undefined;
  const own = await holders(db, ask);
  const [first] = reached;
  const reason = reasonOf(own, found);
  return {
    reason,
    holders: reason === 'barred' ? [] : own.map((one) => one.id),
    ...(first === undefined ? {} : { instead: { via: first.via, people: reached.map((one) => one.id) } }),
  };
}

function reasonOf(own: readonly { readonly absent: boolean }[], found: readonly Recipient[]): HoleReason {
  if (own.length === 0) return 'nobody';
  if (found.some((one) => one.via === 'holder' || one.via === 'deputy')) return 'no-address';
  return own.every((one) => one.absent) ? 'absent' : 'barred';
}
