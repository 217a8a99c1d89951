import { rows, type Database } from '../../../store/database/database.ts';
import { FACT_TABLE_NAMES } from '../../../store/facts/factTables.ts';
import { rebuildReadModel } from '../../../store/repair/rebuildReadModel.ts';
import type { Faults } from '../faults.ts';

const TABLES = ['cases', 'clocks', 'rungs', ...FACT_TABLE_NAMES];

/** What was written event by event, kill by kill, is what the log gives in one go: every row of every table. */
export async function auditRows(db: Database, faults: Faults): Promise<void> {
  const written = await rowsByCase(db);
  await rebuildReadModel(db);
  const rebuilt = await rowsByCase(db);
  for (const place of new Set([...written.keys(), ...rebuilt.keys()]))
    if (written.get(place) !== rebuilt.get(place)) {
      const [table = '', no = ''] = place.split(' ');
      faults.add('differing', no, `${table} is not what a rebuild makes of the log`);
    }
}

/** A sum over the rows of each table and case. */
async function rowsByCase(db: Database): Promise<ReadonlyMap<string, string>> {
  const sums = new Map<string, string>();
  for (const table of TABLES) {
    const found = await rows<{ no: string; sum: string }>(
      db,
      `select no, md5(string_agg(t::text, '/' order by t::text)) as sum from ${table} t group by no`,
    );
    for (const { no, sum } of found) sums.set(`${table} ${no}`, sum);
  }
  return sums;
}
