import { phrase } from '../../language/phrase.ts';
import type { CaseEvent, PackMigratedData, PackRef } from '../case/event.ts';
import { withDays } from '../case/evolve.ts';
import { ok, reject, type Result } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { lateStarts, type PastTrigger } from '../clocks/lateStarts.ts';
import { withConsequences, type Advance } from '../decide/withConsequences.ts';
import { limitContext } from '../limits/caseCalendar.ts';
import type { EnginePack } from '../pack/pack.ts';
import type { CalendarDays } from '../time/calendar.ts';
import { defined } from '../values/own.ts';
import { droppedClocks, migratedClocks } from './migratedClocks.ts';
import { whyNotMigrated } from './whyNotMigrated.ts';

export type MigrationOrder = Pick<PackMigratedData, 'request' | 'requestedBy' | 'approvedBy'> &
  Readonly<{
    /** The last event and the starts of new clocks that the approver saw. */
    seq: number;
    happened: readonly PastTrigger[];
  }>;

/**
 * The case under `next`: one `PackMigrated` and what follows from it. Clocks of both versions count from where they
 * started, those gone are cancelled, new ones count from their start event. Refuses what the version cannot take over,
 * and a case that has gone on since it was approved.
 */
export function migrateCase(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  { request, requestedBy, approvedBy, seq, happened }: MigrationOrder,
  at: number,
): Result<Advance> {
  const calendar = daysOf(old, next, state);
  const after = calendar === undefined ? state : withDays(state, calendar);
  const versions = { old, next, state, after, before: limitContext(old, state), days: limitContext(next, after) };
  const refusal = whyNotMigrated(versions);
  if (refusal !== undefined) return { ok: false, rejection: refusal };
  if (state.seq !== seq) return reject('case-changed', phrase('case-went-on', { seq }), '/seq');
  const migrated = migratedClocks(versions, at);
  const terms = migrated.flatMap((clock) => clock.terms ?? []);
  const clocks = terms.length === 0 ? undefined : terms;
  const [from, to] = [packRef(old), packRef(next)];
  const events: readonly CaseEvent[] = [
    { type: 'PackMigrated', data: defined({ from, to, request, requestedBy, approvedBy, clocks, calendar }) },
    ...droppedClocks(versions),
    ...migrated.flatMap((clock) => clock.move ?? []),
    ...lateStarts(old, next, after, happened, at),
  ];
  // With its seq: a case may come back to a version that it was under before.
  const id = `migrate:${next.hash.slice(0, 12)}@${seq}`;
  return ok(
    withConsequences(next, state, events, { id, at, actor: { id: approvedBy, unit: '', roles: ['administrator'] } }),
  );
}

function packRef({ id, version, hash }: EnginePack): PackRef {
  return { id, version, hash };
}

/** The case keeps its days unless the version names other calendars; `null`: it names none. */
function daysOf(old: EnginePack, next: EnginePack, state: CaseState): CalendarDays | null | undefined {
  const used = state.calendar ?? old.calendar;
  if (next.calendar === undefined) return used === undefined ? undefined : null;
  if (used?.layers.join() !== next.calendar.layers.join()) return next.calendar;
  return used.version === next.calendar.version || used === state.calendar ? undefined : used;
}
