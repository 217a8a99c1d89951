/** What the log says of stopped engines, compared with what an administrator did. */

import type { EventData } from '../../../domain/case/event.ts';
import { toWallTime, type TimeBase } from '../../../domain/time/timeBase.ts';
import { rows, type Database } from '../../../store/database/database.ts';
import { readLog } from '../../../store/log/eventLog.ts';
import type { Attacked, AttackKind, Books } from '../books.ts';
import type { Faults } from '../faults.ts';

const SAID: Readonly<Record<AttackKind, EventData['EngineStopped']['how']>> = {
  reset: 'replaced',
  'reset to a later task': 'replaced',
  terminate: 'terminated',
};
/** A task that was under way may still be recorded after its run was stopped. */
const UNDER_WAY_MS = 10_000;

interface Stop {
  readonly how: EventData['EngineStopped']['how'];
  readonly at: number;
}

/**
 * Nobody's engine is said to have been stopped that was not, or in another way; and a case that acted by itself after a
 * stop says so.
 */
export async function auditStops(db: Database, books: Books, faults: Faults): Promise<void> {
  const asked = books.attackings();
  const done = books.attacks();
  const bases = await rows<{ no: string; origin: Date; speed: number }>(db, 'select no, origin, speed from complaints');
  for (const { no, origin, speed } of bases) {
    const base: TimeBase = { origin: origin.getTime(), speed };
    const log = (await readLog(db, no)).map(({ event }) => ({ event, at: toWallTime(base, event.at) }));
    const stops = log.flatMap(({ event, at }): readonly Stop[] =>
      event.type === 'EngineStopped' ? [{ how: event.data.how, at }] : [],
    );
    const acted = log.filter(({ event }) => event.type === 'RungFired').map(({ at }) => at);
    compareStops(no, { stops, acted, asked: ofCase(asked, no), done: ofCase(done, no) }, faults);
  }
}

function ofCase(attacks: readonly Attacked[], no: string): readonly Attacked[] {
  return attacks.filter((one) => one.no === no);
}

function compareStops(
  no: string,
  found: {
    readonly stops: readonly Stop[];
    readonly acted: readonly number[];
    readonly asked: readonly Attacked[];
    readonly done: readonly Attacked[];
  },
  faults: Faults,
): void {
  const { stops, acted, asked, done } = found;
  if (stops.length > asked.length)
    faults.add('phantom', no, `its engine is said to have been stopped ${stops.length} times, and was ${asked.length}`);
  for (const { how } of stops)
    if (!asked.some((one) => SAID[one.kind] === how))
      faults.add('phantom', no, `its engine is said to have been ${how}, and nobody did that`);
  for (const { kind, at } of done) {
    const actedSince = acted.some((moment) => moment > at + UNDER_WAY_MS);
    const said = stops.some((stop) => stop.at >= at - UNDER_WAY_MS);
    if (actedSince && !said) faults.add('missed', no, `a ${kind} is not in its log, and it acted by itself since`);
  }
}
