import { engineAt } from '../../client/packRegistry.ts';
import { evolveAll } from '../../domain/case/evolve.ts';
import { pastFiringsFor, newlyStarting } from '../../domain/clocks/lateStarts.ts';
import type { MigrationOrder } from '../../domain/migration/migrateCase.ts';
import type { EnginePack } from '../../domain/pack/pack.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { TimeBase } from '../../domain/time/timeBase.ts';
import { readLog } from '../../store/log/eventLog.ts';
import { readStartableCase } from '../../store/readModel/startableCase.ts';
import type { CalendarParts } from '../calendar/calendarParts.ts';

export type CaseForMigration = Readonly<{
  state: CaseState;
  base: TimeBase;
  old: EnginePack;
  /** With the years for this case. */
  next: EnginePack;
  seen: Pick<MigrationOrder, 'seq' | 'happened'>;
}>;

export async function caseForMigration(
  { db, packs }: CalendarParts,
  no: string,
  version: EnginePack,
): Promise<CaseForMigration> {
  const found = await readStartableCase(db, no);
  const log = (await readLog(db, no)).map((one) => one.event);
  const state = evolveAll(undefined, log);
  if (found === undefined || state === undefined) throw new Error(`the log of ${no} is empty`);
  const old = (await packs.byHash((state.pack ?? found.pack).hash, found.intake.calendar)).engine;
  const next = engineAt(version, found.base.origin);
  return {
    state,
    base: found.base,
    old,
    next,
    seen: { seq: state.seq, happened: pastFiringsFor(newlyStarting(old, next), log) },
  };
}
