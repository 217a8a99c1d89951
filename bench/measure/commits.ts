import { row, type Database } from '../../store/database/database.ts';
import { pause } from '../load.ts';
import type { Measurement } from '../figures/measurement.ts';

/** A connection hands its counts in when it has been idle for ten seconds. */
const HANDED_IN_MS = 12_000;
const LIVES = 10;

/**
 * Commits in Redress's own database for one life on time, single reads included, those of the bench itself taken off.
 */
export const commits: Measurement = async ({ bed, engines }) => {
  const before = await counted(bed.db);
  for (let life = 0; life < LIVES; life += 1) {
    const { id } = await engines.redress.openLife();
    for (const act of engines.redress.actions) await act(id);
  }
  const after = await counted(bed.db);
  return [{ what: 'a life on time, commits', unit: '', redress: (after - before - 1) / LIVES }];
};

async function counted(db: Database): Promise<number> {
  await pause(HANDED_IN_MS);
  const found = await row<{ commits: number }>(
    db,
    'select xact_commit as commits from pg_stat_database where datname = current_database()',
  );
  return found?.commits ?? 0;
}
