import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../../../config/projectRoot.ts';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { migrate } from '../../../store/database/migrate.ts';
import { loadOrganisation, type Organisation } from '../../../store/people/organisation.ts';
import { bank } from '../cases/bank.ts';
import { testDatabase } from './servers.ts';

/** A migrated database with the invented branch in it, or another organisation. `at`: on a server of the test's own. */
export async function bankDatabase(
  organisation: Organisation = bank,
  at?: string,
): Promise<{ readonly url: string; readonly db: Database }> {
  const url = at ?? (await testDatabase());
  const db = openDatabase(url, { max: 20 });
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  // Databases of several test files share one Temporal namespace: numbers must not meet there.
  await db.query("select setval('complaint_numbers', $1)", [randomInt(1_000_000, 900_000_000)]);
  await loadOrganisation(db, organisation);
  return { url, db };
}
