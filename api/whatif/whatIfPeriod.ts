/**
 * The recorded cases of a period lived again: under a draft, or under the versions that were in force. Reads the log;
 * changes nothing.
 */

import { engineAt, type PackRegistry, type RegisteredPack } from '../../client/packRegistry.ts';
import type { RepeatRule } from '../../domain/case/repeats.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import { defined } from '../../domain/values/defined.ts';
import { whatIfCases, type WhatIfSubject } from '../../domain/whatif/whatIfCases.ts';
import type { WhatIfRules } from '../../domain/whatif/whatIfRun.ts';
import type { WhatIfCase } from '../../domain/whatif/whatIfSummary.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import type { Queryable } from '../../store/database/database.ts';
import { beyondPeriod } from '../../store/whatif/beyondPeriod.ts';
import { recordedLogs, type LogQuery, type RecordedLog } from '../../store/whatif/recordedLogs.ts';

/** What is just being recorded counts for neither side. */
const SETTLED_MS = 60_000;

export type WhatIfParts = Readonly<{
  db: Queryable;
  packs: PackRegistry;
}>;

/** Rules to try. */
export type Draft = Readonly<{
  engine: EnginePack;
  repeat?: RepeatRule;
}>;

export type WhatIfLog = Readonly<{
  recorded: RecordedLog;
  whatIf: WhatIfCase;
}>;

/**
 * The cases of a query as both sides stood shortly before `now` (wall clock). A case that was opened under this very
 * draft, and every case when there is none, is opened as it was and goes over to other versions when it did; any other
 * is under the draft throughout.
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

/** A pack, as rules to try. */
export function draftOf({ authored, engine }: Pick<RegisteredPack, 'authored' | 'engine'>): Draft {
  return defined({ engine, repeat: repeatRuleOf(authored) });
}

/** A change of rules is no change of days: under the same calendars a case keeps the days that it was opened with. */
function rulesOf({ engine, repeat }: Draft, { intake: { calendar }, base }: RecordedLog): WhatIfRules {
  const same = calendar !== undefined && engine.calendar?.layers.join() === calendar.layers.join();
  return defined({ pack: same ? { ...engine, calendar } : engineAt(engine, base.origin), repeat });
}
