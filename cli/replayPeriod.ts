/** `redress simulate <draft> --replay`: the recorded cases of a period lived again under a draft. Reads the log; changes nothing. */

import { PackLabels } from '../api/packLabels.ts';
import type { Environment } from '../config/environment.ts';
import { replayLog } from '../domain/replayLog.ts';
import { replaySummary } from '../domain/replaySummary.ts';
import type { ReplayedCase } from '../domain/replaySummary.ts';
import { toCaseTime } from '../domain/timeBase.ts';
import { addDays, instantOf } from '../domain/zone.ts';
import { resolveEngine } from '../packs/resolveEngine.ts';
import type { Database } from '../store/database.ts';
import { openDatabase } from '../store/database.ts';
import { recordedLogs } from '../store/recordedLogs.ts';
import type { LogQuery, RecordedLog } from '../store/recordedLogs.ts';
import type { EnginePack } from '../domain/pack.ts';
import { CommandError, databaseUrl } from './installation.ts';
import { packArgument } from './packArgument.ts';
import { replayJson } from './replayJson.ts';
import { replayText } from './replayText.ts';
import { shippedCalendars } from './shippedCalendars.ts';

export interface ReplayPeriodOptions {
  readonly locale: 'zh' | 'en';
  readonly json?: boolean;
  /** Days of registration (ISO dates, both inclusive, in the draft's zone) or instants. */
  readonly from: string;
  readonly to: string;
  /** Pack whose cases are read; the draft's own id by default. */
  readonly pack?: string;
  readonly drills?: boolean;
}

/** What is just being recorded counts for neither side. */
const SETTLED_MS = 60_000;

/** Prints what would have been different. Exit code 0; throws `CommandError` when the draft or the period is wrong. */
export async function replayPeriod(env: Environment, draftName: string, options: ReplayPeriodOptions, out: (line: string) => void): Promise<number> {
  const authored = await packArgument(env, draftName);
  const draft = resolveEngine(authored, options.locale, shippedCalendars());
  const query = { ...periodOf(options, draft.timezone), pack: options.pack ?? draft.id, drills: options.drills === true };
  const db = openDatabase(databaseUrl(env), { max: 2 });
  try {
    const cases = await replayRecorded(db, draft, query, Date.now());
    const labels = new PackLabels(authored, options.locale);
    if (options.json === true) out(JSON.stringify(replayJson(cases, replaySummary(cases.map((one) => one.replayed))), undefined, 2));
    else for (const line of replayText(cases, draft, labels)) out(line);
    return 0;
  } finally {
    await db.end();
  }
}

export interface ReplayedLog {
  readonly recorded: RecordedLog;
  readonly replayed: ReplayedCase;
}

/** The cases of a query under the draft, as both stood shortly before `now` (wall clock). */
export async function replayRecorded(db: Database, draft: EnginePack, query: LogQuery, now: number): Promise<readonly ReplayedLog[]> {
  const cases: ReplayedLog[] = [];
  for await (const recorded of recordedLogs(db, query)) {
    const last = Math.max(...recorded.events.map((event) => event.at));
    const until = Math.max(last, toCaseTime(recorded.base, now - SETTLED_MS));
    cases.push({ recorded, replayed: replayLog(draft, recorded.no, recorded.events, { base: recorded.base, until, knownFields: recorded.knownFields }, recorded.intake) });
  }
  return cases;
}

function periodOf({ from, to }: ReplayPeriodOptions, zone: string): { readonly from: number; readonly to: number } {
  const period = { from: momentOf('--from', from, zone, 0), to: momentOf('--to', to, zone, 1) };
  if (period.from >= period.to) throw new CommandError(`--from ${from} is not before --to ${to}`);
  return period;
}

/** Beginning of a day, so many days later; an instant is itself. */
function momentOf(option: string, text: string, zone: string, days: number): number {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const at = isDay ? instantOf(text, '00:00', zone) : Date.parse(text);
  if (Number.isNaN(at) || (!isDay && !/(Z|[+-]\d{2}:\d{2})$/.test(text)) || (isDay && addDays(text, 0) !== text))
    throw new CommandError(`${option} takes a day such as 2026-11-01 or an instant such as 2026-11-01T09:00:00+08:00, not "${text}"`);
  return isDay ? instantOf(addDays(text, days), '00:00', zone) : at;
}
