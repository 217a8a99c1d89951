import { column, type Queryable } from '../database/database.ts';

/** Zone of those who look after the installation. */
export async function installationZone(db: Queryable): Promise<string> {
  const [zone] = await column<string>(db, 'select timezone from installation');
  if (zone === undefined) throw new Error('the installation has no zone');
  return zone;
}
