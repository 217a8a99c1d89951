/** Under a draft, or the versions then in force. Only reads. */

import { engineAt, type PackRegistry, type RegisteredPack } from '../../client/packRegistry.ts';
import type { RepeatRule } from '../../domain/case/repeats.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { defined } from '../../domain/values/own.ts';
import { whatIfCases, type WhatIfSubject } from '../../domain/whatif/whatIfCases.ts';
import type { WhatIfRules } from '../../domain/whatif/whatIfRun.ts';
import type { WhatIfCase } from '../../domain/whatif/whatIfSummary.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import type { Queryable } from '../../store/database/database.ts';
import { beyondPeriod } from '../../store/whatif/beyondPeriod.ts';
import { recordedLogs, type LogQuery, type RecordedLog } from '../../store/whatif/recordedLogs.ts';

/** What is being recorded now counts on neither side. */
const SETTLED_MS = 60_000;

export type WhatIfParts = Readonly<{
  db: Queryable;
  packs: PackRegistry;
}>;

export type Draft = Readonly<{
  engine: EnginePack;
  repeat?: RepeatRule;
}>;

export type WhatIfLog = Readonly<{
  recorded: RecordedLog;
  whatIf: WhatIfCase;
}>;

/**
 * Both sides shortly before `now` (wall clock). Without a draft, or opened under this very draft, a case follows its
 * recorded versions; any other is under the draft throughout.
 */
export async function whatIfRecorded(
  { db, packs }: WhatIfParts,
  query: LogQuery,
  draft: Draft | undefined,
  now: number,
): Promise<readonly WhatIfLog[]> {
  const logs = new Map<string, RecordedLog>();
  const subjects: WhatIfSubject[] = [];
  for await (const recorded of recordedLogs(db, query)) {
    const { no, packHash, events, base, knownFields, intake, known } = recorded;
    const until = Math.max(toCaseTime(base, now - SETTLED_MS), ...events.map(({ at }) => at));
    const inForce = draft === undefined || draft.engine.hash === packHash;
    const rules = inForce ? await rulesInForce(packs, recorded, draft) : rulesOf(draft, recorded);
    logs.set(no, recorded);
    subjects.push(defined({ no, log: events, rules, base, until, knownFields, intake, known }));
  }
  const cases = whatIfCases(subjects, await beyondPeriod(db, query));
  return cases.map((whatIf) => ({ recorded: logs.get(whatIf.no) as RecordedLog, whatIf }));
}

async function rulesInForce(
  packs: PackRegistry,
  recorded: RecordedLog,
  draft: Draft | undefined,
): Promise<WhatIfRules> {
  const { packHash, events, base } = recorded;
  const opening = draft ?? draftOf(await packs.byHash(packHash));
  const hashes = new Set(events.flatMap((event) => (event.type === 'PackMigrated' ? [event.data.to.hash] : [])));
  const versions = await Promise.all(
    [...hashes].map(async (hash) => [hash, engineAt((await packs.byHash(hash)).engine, base.origin)] as const),
  );
  return { ...rulesOf(opening, recorded), versions: Object.fromEntries(versions) };
}

export function draftOf({ authored, engine }: Pick<RegisteredPack, 'authored' | 'engine'>): Draft {
  return defined({ engine, repeat: repeatRuleOf(authored) });
}

/** Under the same calendars a case keeps its own days. */
function rulesOf({ engine, repeat }: Draft, { intake: { calendar }, base }: RecordedLog): WhatIfRules {
  const same = calendar !== undefined && engine.calendar?.layers.join() === calendar.layers.join();
  return defined({ pack: same ? { ...engine, calendar } : engineAt(engine, base.origin), repeat });
}
