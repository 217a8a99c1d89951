/** Is there somebody on every coming rung of every open case? Each role at each unit is asked about once, however many cases come to it. */

import { comingTellings } from '../domain/comingTellings.ts';
import type { ComingTelling } from '../domain/comingTellings.ts';
import type { EnginePack } from '../domain/pack.ts';
import { toWallTime } from '../domain/timeBase.ts';
import type { Database } from '../store/database.ts';
import { openCases } from '../store/openCases.ts';
import type { OpenCase } from '../store/openCases.ts';
import { findPackByHash } from '../store/packs.ts';
import { holeOf } from '../store/reachability.ts';
import type { Hole } from '../store/reachability.ts';
import type { RoleQuestion } from '../store/recipients.ts';
import type { Localized } from './renderMessage.ts';

/** One hole: which role where, how many cases come to it, the first moment (wall clock), and why nobody of the role is reached. */
export interface RungHole extends Hole, Pick<ComingTelling, 'role' | 'unit' | 'handler' | 'department'> {
  readonly pack: string;
  readonly title: Localized;
  /** Level at whose unit the role is held. */
  readonly level?: string;
  readonly cases: number;
  readonly first: number;
  /** Whom these cases name. Never shown, and none of them is told of the hole. */
  readonly recused: readonly string[];
}

export interface HolesFound {
  readonly cases: number;
  /** Soonest first. */
  readonly holes: readonly RungHole[];
}

/** The rules of a stored pack; where packs are read is the business of whoever composes the process. */
export type EngineOf = (body: unknown) => EnginePack;

interface PackBody {
  readonly roles: RoleQuestion['roles'] & Readonly<Record<string, { readonly title: Localized }>>;
}

interface Asked {
  readonly pack: LoadedPack;
  readonly telling: ComingTelling;
  readonly question: RoleQuestion;
  readonly cases: number;
  readonly first: number;
}

interface LoadedPack {
  readonly engine: EnginePack;
  readonly body: PackBody;
}

export async function findHoles(db: Database, engineOf: EngineOf): Promise<HolesFound> {
  const packs = new Map<string, LoadedPack>();
  const asked = new Map<string, Asked>();
  let cases = 0;
  for await (const one of openCases(db)) {
    const pack = packs.get(one.packHash) ?? (await loadPack(db, one.packHash, engineOf));
    packs.set(one.packHash, pack);
    cases += 1;
    gather(asked, pack, one);
  }
  const holes: RungHole[] = [];
  for (const { pack, telling, question, cases: count, first } of asked.values()) {
    const hole = await holeOf(db, question);
    if (hole === undefined) continue;
    const { at: _at, ...where } = telling;
    const def = pack.body.roles[telling.role];
    const title = def?.title ?? { zh: telling.role, en: telling.role };
    holes.push({
      ...hole,
      ...where,
      pack: pack.engine.id,
      title,
      ...(def?.level === undefined ? {} : { level: def.level }),
      cases: count,
      first,
      recused: question.access?.recused ?? [],
    });
  }
  return { cases, holes: holes.toSorted((a, b) => a.first - b.first || a.role.localeCompare(b.role)) };
}

async function loadPack(db: Database, hash: string, engineOf: EngineOf): Promise<LoadedPack> {
  const stored = await findPackByHash(db, hash);
  if (stored === undefined) throw new Error(`the pack ${hash} is not in the database`);
  return { engine: engineOf(stored.body), body: stored.body as PackBody };
}

function gather(asked: Map<string, Asked>, pack: LoadedPack, one: OpenCase): void {
  for (const telling of comingTellings(pack.engine, one.state)) {
    const { at, ...where } = telling;
    const { access } = one.state;
    const question: RoleQuestion = { ...where, roles: pack.body.roles, ...(access === undefined ? {} : { access }) };
    const key = JSON.stringify([pack.engine.hash, where, access]);
    const known = asked.get(key);
    const first = toWallTime(one.base, at);
    asked.set(key, { pack, telling, question, cases: (known?.cases ?? 0) + 1, first: Math.min(first, known?.first ?? Infinity) });
  }
}
