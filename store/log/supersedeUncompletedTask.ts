import { evolveAll } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { canonicalJson } from '../database/canonicalJson.ts';
import { lockedIdentity } from '../readModel/caseIdentity.ts';
import { transaction, type Database } from '../database/database.ts';
import { readLog, supersedeFrom } from './eventLog.ts';
import { clearReadModel, writeReadModel } from '../readModel/readModel.ts';

/**
 * Puts aside what a case's log has beyond the run of its workflow that answered: rows of a task that never completed.
 * Nothing is done when the log is no longer at `logSeq` (somebody records just now), when the run's state is not the
 * fold of the rows up to it, or when another run wrote one of the rows. Returns how many rows went.
 */
export async function supersedeUncompletedTask(
  db: Database,
  no: string,
  logSeq: number,
  { state: truth, run }: { readonly state: CaseState; readonly run: string },
): Promise<number> {
  if (truth.seq >= logSeq) return 0;
  return transaction(db, async (tx) => {
    const identity = await lockedIdentity(tx, no);
    const rows = await readLog(tx, no);
    const log = rows.map((one) => one.event);
    if (identity === undefined || log.length !== logSeq) return 0;
    if (rows.slice(truth.seq).some((row) => row.run !== run)) return 0;
    const kept = log.slice(0, truth.seq);
    const state = evolveAll(undefined, kept);
    if (state === undefined || canonicalJson(state) !== canonicalJson(truth)) return 0;
    await supersedeFrom(tx, no, truth.seq + 1, run);
    await clearReadModel(tx, no);
    await writeReadModel(tx, identity, kept);
    return log.length - kept.length;
  });
}
