/** Each question on the coming rungs of all open cases, once. */

import { upcomingNotifications, type UpcomingNotification } from '../../domain/notify/upcomingNotifications.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { toWallTime } from '../../domain/time/timeBase.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { RoleQuestion } from '../../store/people/recipients.ts';
import type { OpenCase } from '../../store/readModel/openCases.ts';

export type LoadedPack = Readonly<{
  engine: EnginePack;
  body: { readonly roles: RoleQuestion['roles'] & Readonly<Record<string, { readonly title: Bilingual }>> };
}>;

/** Whom a role reaches, asked once for all cases that come to it while nobody comes or goes. */
export type ComingQuestion = Readonly<{
  pack: LoadedPack;
  where: Omit<UpcomingNotification, 'at'>;
  /** At the first moment. */
  question: RoleQuestion & { readonly at: number };
  cases: Set<string>;
  /** First planned moment (wall clock). */
  first: number;
}>;

/** Wall clock: now, and when absences begin or end later, in order. */
type Ahead = Readonly<{
  now: number;
  edges: readonly number[];
}>;

export function addQuestions(
  asked: Map<string, ComingQuestion>,
  { now, edges }: Ahead,
  pack: LoadedPack,
  { no, base, state }: OpenCase,
): void {
  const { access } = state;
  for (const { at: planned, ...where } of upcomingNotifications(pack.engine, state)) {
    const first = toWallTime(base, planned);
    // An overdue rung fires as soon as the worker is back.
    const at = Math.max(first, now);
    const key = JSON.stringify([pack.engine.hash, where, access, edges.findLastIndex((edge) => edge <= at)]);
    const known = asked.get(key);
    known?.cases.add(no);
    if (known !== undefined && known.first <= first) continue;
    const question = { ...where, at, roles: pack.body.roles, access };
    asked.set(key, { pack, where, question, cases: known?.cases ?? new Set([no]), first });
  }
}
