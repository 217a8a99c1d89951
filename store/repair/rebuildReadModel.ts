import { lockedIdentity } from '../readModel/caseIdentity.ts';
import { rows, transaction, type Database } from '../database/database.ts';
import { readLog } from '../log/eventLog.ts';
import { clearReadModel, writeReadModel } from '../readModel/readModel.ts';

/**
 * Drops the read model and makes it again from the log, case by case; cases that go on meanwhile are not disturbed.
 * Returns how many.
 */
export async function rebuildReadModel(
  db: Database,
  progress: (done: number, total: number) => void = () => {},
): Promise<number> {
  const numbers = await rows<{ no: string }>(db, 'select no from complaints order by no');
  for (const [index, { no }] of numbers.entries()) {
    await rebuildCase(db, no);
    progress(index + 1, numbers.length);
  }
  return numbers.length;
}

/** One case of the read model, made again from its log. */
export async function rebuildCase(db: Database, no: string): Promise<void> {
  await transaction(db, async (tx) => {
    const identity = await lockedIdentity(tx, no);
    const events = (await readLog(tx, no)).map((one) => one.event);
    if (identity === undefined) throw new Error(`the log of ${no} is empty`);
    await clearReadModel(tx, no);
    await writeReadModel(tx, identity, events);
  });
}
