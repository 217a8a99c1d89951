import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessData } from '../../../domain/case/event.ts';
import { recipientsFor } from '../../../store/people/recipients.ts';
import type { Database } from '../../../store/database/database.ts';
import { bankDatabase } from '../../support/servers/bankDatabase.ts';

const ROLES = {
  handler: { follows: 'handler', fallback: 'outlet-head' },
  'outlet-head': { level: 'outlet', fallback: 'branch-group' },
  'branch-group': { level: 'branch' },
  'media-contact': { level: 'branch' },
};

let db: Database;
beforeAll(async () => {
  ({ db } = await bankDatabase());
});
afterAll(() => db.end());

async function told(role: string, access: AccessData, handler?: string): Promise<readonly string[]> {
  const found = await recipientsFor(db, {
    role,
    unit: 'outlet-renminlu',
    roles: ROLES,
    access,
    ...(handler === undefined ? {} : { handler }),
  });
  return found.map((one) => `${one.id} as ${one.via}`);
}

describe('whoever may not know of a case is not told of it', () => {
  it('a named person’s fallback is told instead', async () => {
    expect(await told('handler', {}, 'handler-renminlu')).toEqual(['handler-renminlu as holder']);
    expect(await told('handler', { recused: ['handler-renminlu'] }, 'handler-renminlu')).toEqual([
      'head-renminlu as fallback',
    ]);
    expect(await told('handler', { recused: ['handler-renminlu', 'head-renminlu'] }, 'handler-renminlu')).toEqual([
      'group-1 as fallback',
    ]);
  });

  it('a named person’s deputy is told instead, unless named as well', async () => {
    await db.query("update people set deputy = 'liaison-renminlu' where id = 'head-renminlu'");
    expect(await told('outlet-head', { recused: ['head-renminlu'] })).toEqual(['liaison-renminlu as deputy']);
    expect(await told('outlet-head', { recused: ['head-renminlu', 'liaison-renminlu'] })).toEqual([
      'group-1 as fallback',
    ]);
    await db.query("update people set deputy = null where id = 'head-renminlu'");
  });

  it('when everybody else is named, the administrators are told, but not a named one', async () => {
    expect(await told('branch-group', { recused: ['group-1'] })).toEqual(['local as administrator']);
    expect(await told('branch-group', { recused: ['group-1', 'local'] })).toEqual([]);
  });

  it('of a confidential case only holders of its roles are told, whoever the rung names', async () => {
    expect(await told('outlet-head', { roles: ['media-contact'] })).toEqual(['press-1 as fallback']);
    expect(await told('media-contact', { roles: ['media-contact'] })).toEqual(['press-1 as holder']);
    expect(await told('outlet-head', { roles: ['media-contact'], recused: ['press-1'] })).toEqual([]);
  });
});
