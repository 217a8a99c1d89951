import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ladderDatabase } from '../../support/cases/registeredCase.ts';
import { rows, transaction, type Database } from '../../../store/database/database.ts';
import { loadOrganisation, type Organisation } from '../../../store/people/organisation.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

const bank = (name: string, roles: readonly string[]): Organisation => ({
  units: [
    { id: 'house', name: 'House', level: 'house' },
    { id: 'branch', name, level: 'desk', parent: 'house' },
  ],
  people: [{ id: 'kim', name: 'Kim', unit: 'branch', roles }],
});

/** Each as it was, and whether it still is. */
const units = async (): Promise<readonly string[]> =>
  (
    await rows<{ said: string }>(
      db,
      `select name || case when valid_to is null then ' now' else '' end as said from unit_history
        where unit = 'branch' order by valid_from`,
    )
  ).map(({ said }) => said);
const holders = async (): Promise<readonly string[]> =>
  (
    await rows<{ said: string }>(
      db,
      `select role || case when valid_to is null then ' now' else '' end as said from holder_history
        order by valid_from, role`,
    )
  ).map(({ said }) => said);

describe('the organisation as it was', () => {
  it('gains nothing by a file that changes nothing', async () => {
    await loadOrganisation(db, bank('Branch', ['clerk', 'head']));
    await loadOrganisation(db, bank('Branch', ['clerk', 'head']));
    expect([await units(), await holders()]).toEqual([['Branch now'], ['clerk now', 'head now']]);
  });

  it('keeps what a unit was called and what a person was until then', async () => {
    await loadOrganisation(db, bank('Office', ['head', 'expert']));
    expect(await units()).toEqual(['Branch', 'Office now']);
    expect(await holders()).toEqual(['clerk', 'head now', 'expert now']);
  });

  it('follows without a gap', async () => {
    const gaps = await rows(
      db,
      `select 1 from unit_history a join unit_history b on a.unit = b.unit and a.valid_from < b.valid_from
        where a.valid_to <> b.valid_from`,
    );
    expect(gaps).toEqual([]);
  });

  it('knows nothing of what one transaction did and undid', async () => {
    await transaction(db, async (tx) => {
      await tx.query("update units set name = 'Mistake' where id = 'branch'");
      await tx.query("update units set name = 'Office' where id = 'branch'");
      await tx.query("delete from role_holders where person = 'kim'");
      await tx.query("insert into role_holders values ('kim', 'branch', 'head'), ('kim', 'branch', 'expert')");
    });
    expect(await units()).toEqual(['Branch', 'Office now']);
    expect(await holders()).toEqual(['clerk', 'head now', 'expert now']);
  });

  it('closes what is deleted', async () => {
    await db.query("delete from role_holders where person = 'kim'");
    await db.query("delete from people where id = 'kim'");
    await db.query("delete from units where id = 'branch'");
    expect(await units()).toEqual(['Branch', 'Office']);
    expect(await holders()).toEqual(['clerk', 'head', 'expert']);
  });
});
