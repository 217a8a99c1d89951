import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUILT_IN } from '../../domain/case/namedActor.ts';
import type { Database } from '../../store/database/database.ts';
import { loadOrganisation } from '../../store/people/organisation.ts';
import { listPeople } from '../../store/people/people.ts';
import { bankDatabase } from '../support/servers/bankDatabase.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase());
});
afterAll(() => db.end());

it.each(BUILT_IN)('nobody can be called %s, whatever way people come into the database', async (id) => {
  const [someone] = await listPeople(db, {}, { limit: 1 });
  if (someone === undefined) throw new Error('there is nobody');
  const { unit } = someone;
  await expect(loadOrganisation(db, { units: [], people: [{ id, name: 'x', unit, roles: [] }] })).rejects.toThrow(
    'people_are_not_redress_itself',
  );
  await expect(db.query('update people set id = $1 where id = $2', [id, someone.id])).rejects.toThrow(
    'people_are_not_redress_itself',
  );
});
