/** An open case goes over to another version of its pack: asked for, approved and recorded, never of itself. */

import { phrase } from '../../language/phrase.ts';
import type { CaseEvent, PackMigratedData, PackRef } from '../case/event.ts';
import { withDays } from '../case/evolve.ts';
import type { PastFiring } from '../clocks/pastFirings.ts';
import { lateStarts } from '../clocks/lateStarts.ts';
import { droppedClocks, migratedClocks } from './migratedClocks.ts';
import type { CalendarDays } from '../time/calendarDays.ts';
import type { EnginePack } from '../pack/pack.ts';
import { react, type Advance } from '../decide/react.ts';
import { ok, reject, type Result } from '../case/rejection.ts';
import type { CaseState } from '../case/state.ts';
import { whyNotMigrated } from './whyNotMigrated.ts';

/** What was approved for one case. */
export interface MigrationOrder {
  readonly request: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
  /** The case as it was looked at: its last event, and what concerns the clocks that the version starts. */
  readonly seq: number;
  readonly happened: readonly PastFiring[];
}

/** Identity of a pack. */
export function packRef({ id, version, hash }: EnginePack): PackRef {
  return { id, version, hash };
}

/**
 * The case under `next`: one `PackMigrated` and what follows of itself. Clocks of both versions count from where they
 * started; those that the version no longer has are cancelled; new ones count from their start event. Refuses what the
 * version cannot take over, and a case that has gone on since it was looked at.
 */
export function migrateCase(
  old: EnginePack,
  next: EnginePack,
  state: CaseState,
  order: MigrationOrder,
  at: number,
): Result<Advance> {
  const calendar = daysOf(old, next, state);
  const after = calendar === undefined ? state : withDays(state, calendar);
  const refusal = whyNotMigrated(old, next, state, after);
  if (refusal !== undefined) return { ok: false, rejection: refusal };
  if (state.seq !== order.seq) return reject('case-changed', phrase('case-went-on', { seq: order.seq }), '/seq');
  const clocks = migratedClocks(old, next, state, after, at);
  const terms = clocks.flatMap((clock) => clock.terms ?? []);
  const { request, requestedBy, approvedBy } = order;
  const data: PackMigratedData = {
    from: packRef(old),
    to: packRef(next),
    request,
    requestedBy,
    approvedBy,
    ...(terms.length === 0 ? {} : { clocks: terms }),
    ...(calendar === undefined ? {} : { calendar }),
  };
  const events: readonly CaseEvent[] = [
    { type: 'PackMigrated', data },
    ...droppedClocks(next, state),
    ...clocks.flatMap((clock) => clock.move ?? []),
    ...lateStarts(old, next, after, order.happened, at),
  ];
  // The place in the log makes the id: a case may come back to a version it was under before.
  const cause = {
    id: `migrate:${next.hash.slice(0, 12)}@${order.seq}`,
    at,
    actor: { id: approvedBy, unit: '', roles: ['administrator'] },
  };
  return ok(react(next, state, events, cause));
}

/**
 * A change of rules is no change of days: those of the case stay, unless the version is counted with other calendars.
 */
function daysOf(old: EnginePack, next: EnginePack, state: CaseState): CalendarDays | null | undefined {
  const used = state.calendar ?? old.calendar;
  if (next.calendar === undefined) return used === undefined ? undefined : null;
  if (used?.layers.join() !== next.calendar.layers.join()) return next.calendar;
  return used.version === next.calendar.version || used === state.calendar ? undefined : used;
}
