/** Whether every coming rung of every open case reaches somebody. */

import type { UpcomingNotification } from '../../domain/notify/upcomingNotifications.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import type { Database } from '../../store/database/database.ts';
import { gapOf, leaveEdges, type RoleGap } from '../../store/people/reachability.ts';
import { personNames, unitNames, type Names } from '../../store/people/namesOf.ts';
import { refusingAddresses, type RefusingAddress } from '../../store/people/refusingAddresses.ts';
import { openCases } from '../../store/readModel/openCases.ts';
import { findPackByHash } from '../../store/rules/packs.ts';
import { causeOf } from '../notify/composeMessage.ts';
import { addQuestions, type ComingQuestion, type LoadedPack } from './comingQuestions.ts';

export interface RungGap extends RoleGap, Omit<UpcomingNotification, 'at'> {
  readonly pack: string;
  readonly title: Bilingual;
  /** Of the unit that holds the role. */
  readonly level?: string;
  readonly cases: number;
  /** First planned moment (wall clock). */
  readonly first: number;
  /** Whom these cases name: never shown, and not told of the gap. */
  readonly recused: readonly string[];
}

export type GapsFound = Readonly<{
  cases: number;
  /** Soonest first. */
  gaps: readonly RungGap[];
  /** Addresses of staff that take no messages, whatever rungs come. */
  refusing: readonly RefusingAddress[];
  unread: readonly UnreadCases[];
  /** What the units and people of the gaps are called. */
  names: Readonly<{ units: Names; people: Names }>;
}>;

/** Open cases whose rules cannot be read. */
export type UnreadCases = Readonly<{
  packHash: string;
  because: string;
  cases: number;
}>;

export type EngineOf = (body: unknown) => EnginePack;

/** `now`: wall clock. */
export async function findGaps(db: Database, engineOf: EngineOf, now = Date.now()): Promise<GapsFound> {
  const packs = new Map<string, LoadedPack | { readonly unreadable: string }>();
  const unread = new Map<string, UnreadCases>();
  const asked = new Map<string, ComingQuestion>();
  const ahead = { now, edges: await leaveEdges(db, now) };
  let cases = 0;
  for await (const one of openCases(db)) {
    const { packHash } = one;
    const pack = packs.get(packHash) ?? (await loadPack(db, packHash, engineOf));
    packs.set(packHash, pack);
    cases += 1;
    try {
      if ('unreadable' in pack) throw new Error(pack.unreadable);
      addQuestions(asked, ahead, pack, one);
    } catch (error) {
      const because = causeOf(error);
      const key = `${packHash} ${because}`;
      unread.set(key, { packHash, because, cases: (unread.get(key)?.cases ?? 0) + 1 });
    }
  }
  const refusing = await refusingAddresses(db);
  const gaps = await gapsIn(db, asked.values(), refusing);
  return { cases, gaps, refusing, unread: [...unread.values()], names: await namesIn(db, gaps, refusing) };
}

async function namesIn(
  db: Database,
  gaps: readonly RungGap[],
  refusing: readonly RefusingAddress[],
): Promise<GapsFound['names']> {
  const units = gaps.flatMap((gap) => [gap.unit, gap.department]);
  const people = gaps.flatMap((gap) => [gap.handler, ...gap.holders, ...(gap.instead?.people ?? [])]);
  return {
    units: await unitNames(db, units),
    people: await personNames(db, [...people, ...refusing.map(({ person }) => person)]),
  };
}

async function loadPack(
  db: Database,
  hash: string,
  engineOf: EngineOf,
): Promise<LoadedPack | { readonly unreadable: string }> {
  const stored = await findPackByHash(db, hash);
  if (stored === undefined) return { unreadable: 'the pack is not in the database' };
  try {
    return { engine: engineOf(stored.body), body: stored.body as LoadedPack['body'] };
  } catch (error) {
    return { unreadable: causeOf(error) };
  }
}

async function gapsIn(
  db: Database,
  questions: Iterable<ComingQuestion>,
  refusing: readonly RefusingAddress[],
): Promise<readonly RungGap[]> {
  const unreachable = new Set(refusing.filter(({ only }) => only).map(({ person }) => person));
  const found = new Map<string, Readonly<{ asked: ComingQuestion; gap: RoleGap }>>();
  for (const asked of questions) {
    const gap = await gapOf(db, { ...asked.question, unreached: (person) => unreachable.has(person) });
    if (gap === undefined) continue;
    // The same gap at several times is one.
    const key = JSON.stringify([asked.pack.engine.hash, asked.where, asked.question.access, gap]);
    const known = found.get(key)?.asked;
    found.set(key, { gap, asked: known === undefined ? asked : both(known, asked) });
  }
  const gaps = [...found.values()].map(({ asked, gap }) => rungGap(asked, gap));
  return gaps.toSorted((a, b) => a.first - b.first || a.role.localeCompare(b.role));
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
