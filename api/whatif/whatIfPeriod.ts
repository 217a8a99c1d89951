/**
 * The recorded cases of a period lived again: under a draft, or under the versions that were in force. Reads the log;
 * changes nothing.
 */

import type { RecordedEvent } from '../../domain/case/event.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { whatIfCases, type WhatIfSubject } from '../../domain/whatif/whatIfCases.ts';
import type { WhatIfRules } from '../../domain/whatif/whatIfRules.ts';
import type { WhatIfCase } from '../../domain/whatif/whatIfSummary.ts';
import type { RepeatRule } from '../../domain/case/repeats.ts';
import { toCaseTime } from '../../domain/time/timeBase.ts';
import type { CalendarLibrary } from '../../packs/calendar/calendarLibrary.ts';
import type { AuthoredPack } from '../../packs/schema/packSchema.ts';
import { repeatRuleOf } from '../../packs/load/repeatRuleOf.ts';
import { resolveEngine } from '../../packs/load/resolveEngine.ts';
import type { Locale } from '../../language/locale.ts';
import { beyondPeriod } from '../../store/whatif/beyondPeriod.ts';
import type { Queryable } from '../../store/database/database.ts';
import { recordedLogs, type LogQuery, type RecordedLog } from '../../store/whatif/recordedLogs.ts';
import { engineAt, type PackRegistry } from '../../client/packRegistry.ts';

/** What is just being recorded counts for neither side. */
const SETTLED_MS = 60_000;

export interface WhatIfParts {
  readonly db: Queryable;
  readonly packs: PackRegistry;
}

/** Rules to try. */
export interface Draft {
  readonly engine: EnginePack;
  readonly repeat?: RepeatRule;
}

export interface WhatIfLog {
  readonly recorded: RecordedLog;
  readonly whatIf: WhatIfCase;
}

/**
 * The cases of a query as both sides stood shortly before `now` (wall clock). A case that was opened under this very
 * draft, and every case when there is none, is opened as it was and goes over to other versions when it did; any other
 * is under the draft throughout.
 */
export async function whatIfRecorded(
  parts: WhatIfParts,
  query: LogQuery,
  draft: Draft | undefined,
  now: number,
): Promise<readonly WhatIfLog[]> {
  const logs: RecordedLog[] = [];
  const asked: WhatIfSubject[] = [];
  for await (const recorded of recordedLogs(parts.db, query)) {
    const { no, events, base, knownFields, intake, known } = recorded;
    const last = events.reduce((latest, { at }) => Math.max(latest, at), 0);
    const until = Math.max(last, toCaseTime(base, now - SETTLED_MS));
    const rules =
      draft === undefined || draft.engine.hash === recorded.packHash
        ? await rulesInForce(parts.packs, recorded, draft)
        : rulesOf(draft, recorded);
    logs.push(recorded);
    asked.push({ no, log: events, rules, base, until, knownFields, intake, ...(known === undefined ? {} : { known }) });
  }
  const whatIf = whatIfCases(asked, await beyondPeriod(parts.db, query));
  return whatIf.map((one, index) => ({ recorded: logs[index] as RecordedLog, whatIf: one }));
}

async function rulesInForce(
  packs: PackRegistry,
  recorded: RecordedLog,
  draft: Draft | undefined,
): Promise<WhatIfRules> {
  const opening = draft ?? (await draftByHash(packs, recorded.packHash));
  const versions = await Promise.all(
    migrationsIn(recorded.events).map(
      async (hash) => [hash, engineAt((await packs.byHash(hash)).engine, recorded.base.origin)] as const,
    ),
  );
  return { ...rulesOf(opening, recorded), versions: Object.fromEntries(versions) };
}

/** A pack as written, as rules to try. */
export function draftOf(authored: AuthoredPack, locale: Locale, calendars: CalendarLibrary): Draft {
  return draftWith(authored, resolveEngine(authored, locale, calendars));
}

function draftWith(authored: AuthoredPack, engine: EnginePack): Draft {
  const repeat = repeatRuleOf(authored);
  return { engine, ...(repeat === undefined ? {} : { repeat }) };
}

async function draftByHash(packs: PackRegistry, hash: string): Promise<Draft> {
  const { authored, engine } = await packs.byHash(hash);
  return draftWith(authored, engine);
}

function migrationsIn(events: readonly RecordedEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => (event.type === 'PackMigrated' ? [event.data.to.hash] : [])))];
}

/**
 * A change of rules is no change of days: where the calendars are the same, the case keeps those that it was opened
 * with.
 */
function rulesOf({ engine, repeat }: Draft, { intake, base }: RecordedLog): WhatIfRules {
  const same = engine.calendar !== undefined && engine.calendar.layers.join() === intake.calendar?.layers.join();
  const pack =
    same && intake.calendar !== undefined ? { ...engine, calendar: intake.calendar } : engineAt(engine, base.origin);
  return { pack, ...(repeat === undefined ? {} : { repeat }) };
}
