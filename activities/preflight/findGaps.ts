/**
 * Is there somebody on every coming rung of every open case? Each role at each unit is asked about once for all cases
 * and moments between which nobody comes or goes.
 */

import type { UpcomingNotification } from '../../domain/notify/upcomingNotifications.ts';
import { own } from '../../domain/values/own.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { Database } from '../../store/database/database.ts';
import { openCases, type OpenCase } from '../../store/readModel/openCases.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { gapOf, leaveEdges, type RoleGap } from '../../store/people/reachability.ts';
import { ComingQuestions, type ComingQuestion, type LoadedPack } from './comingQuestions.ts';
import { causeOf } from '../notify/composeMessage.ts';
import type { Localized } from '../notify/renderMessage.ts';

/**
 * One gap: which role where, how many cases come to it, the first moment (wall clock), and why nobody of the role is
 * reached.
 */
export interface RungGap extends RoleGap, Pick<UpcomingNotification, 'role' | 'unit' | 'handler' | 'department'> {
  readonly pack: string;
  readonly title: Localized;
  /** Level at whose unit the role is held. */
  readonly level?: string;
  readonly cases: number;
  readonly first: number;
  /** Whom these cases name. Never shown, and none of them is told of the gap. */
  readonly recused: readonly string[];
}

export interface GapsFound {
  readonly cases: number;
  /** Soonest first. */
  readonly gaps: readonly RungGap[];
  /** Cases that nobody can look ahead for, by the cause. */
  readonly unread: readonly UnreadCases[];
}

/** Open cases whose rules cannot be read: what comes of them is not known. */
export interface UnreadCases {
  readonly packHash: string;
  readonly because: string;
  readonly cases: number;
}

/** The rules of a stored pack; where packs are read is the business of whoever composes the process. */
export type EngineOf = (body: unknown) => EnginePack;

/** Looks at every open case as it stands at `now` (wall clock). */
export async function findGaps(db: Database, engineOf: EngineOf, now = Date.now()): Promise<GapsFound> {
  const packs = new Map<string, LoadedPack | Unreadable>();
  const unread = new Map<string, UnreadCases>();
  const questions = new ComingQuestions(now, await leaveEdges(db, now));
  let cases = 0;
  for await (const one of openCases(db)) {
    const pack = packs.get(one.packHash) ?? (await loadPack(db, one.packHash, engineOf));
    packs.set(one.packHash, pack);
    cases += 1;
    const because = pack instanceof Unreadable ? pack.message : gathered(questions, pack, one);
    if (because === undefined) continue;
    const key = `${one.packHash} ${because}`;
    unread.set(key, { packHash: one.packHash, because, cases: (unread.get(key)?.cases ?? 0) + 1 });
  }
  const found = new Map<string, { readonly asked: ComingQuestion; readonly gap: RoleGap }>();
  for (const asked of questions.all) {
    const gap = await gapOf(db, asked.question);
    if (gap === undefined) continue;
    // The same gap at several times is one.
    const key = JSON.stringify([asked.pack.engine.hash, asked.where, asked.question.access, gap]);
    const known = found.get(key)?.asked;
    found.set(key, { gap, asked: known === undefined ? asked : both(known, asked) });
  }
  const gaps = [...found.values()].map(({ asked, gap }) => rungGap(asked, gap));
  return {
    cases,
    gaps: gaps.toSorted((a, b) => a.first - b.first || a.role.localeCompare(b.role)),
    unread: [...unread.values()],
  };
}

/** Why the case cannot be looked ahead for, if so: it must not keep the others from being looked at. */
function gathered(questions: ComingQuestions, pack: LoadedPack, one: OpenCase): string | undefined {
  try {
    questions.gather(pack, one);
    return undefined;
  } catch (error) {
    return causeOf(error);
  }
}

function both(a: ComingQuestion, b: ComingQuestion): ComingQuestion {
  return { ...a, cases: new Set([...a.cases, ...b.cases]), first: Math.min(a.first, b.first) };
}

function rungGap({ pack, where, question, cases, first }: ComingQuestion, gap: RoleGap): RungGap {
  const def = own(pack.body.roles, where.role);
  return {
    ...gap,
    ...where,
    pack: pack.engine.id,
    title: def?.title ?? { zh: where.role, en: where.role },
    ...(def?.level === undefined ? {} : { level: def.level }),
    cases: cases.size,
    first,
    recused: question.access?.recused ?? [],
  };
}

/** A pack that is gone, or whose rules nobody understands. */
class Unreadable extends Error {}

async function loadPack(db: Database, hash: string, engineOf: EngineOf): Promise<LoadedPack | Unreadable> {
  const stored = await findPackByHash(db, hash);
  if (stored === undefined) return new Unreadable('the pack is not in the database');
  try {
    return { engine: engineOf(stored.body), body: stored.body as LoadedPack['body'] };
  } catch (error) {
    return new Unreadable(causeOf(error));
  }
}
