import { row, type Queryable } from '../database/database.ts';

/** Whether the cases of the database are all from one source, by the system of their reference. */
export async function madeBy(db: Queryable, system: string): Promise<'empty' | 'made' | 'mixed'> {
  const found = await row<{ all: boolean | null }>(
    db,
    'select bool_and(reference_system is not distinct from $1) as all from complaints',
    [system],
  );
  const all = found?.all ?? undefined;
  return all === undefined ? 'empty' : all ? 'made' : 'mixed';
}
