import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessData } from '../../../domain/case/event.ts';
import { actorFor } from '../../../store/people/people.ts';
import { leaveEdges } from '../../../store/people/reachability.ts';
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

/** Who is told at the moment, where the head of the outlet is away and has a deputy. */
async function toldAt(moment: string): Promise<readonly string[]> {
  const ask = { role: 'outlet-head', unit: 'outlet-renminlu', roles: ROLES, at: Date.parse(moment) };
  return (await recipientsFor(db, ask)).map((one) => one.id);
}

async function away(from: string, to: string | null, timezone: string | null = null): Promise<void> {
  await db.query('update units set timezone = $1 where id = $2', [timezone, 'branch-office']);
  await db.query("update people set absent_from = $1, absent_to = $2, deputy = 'liaison-renminlu' where id = $3", [
    from,
    to,
    'head-renminlu',
  ]);
}

describe('an absence counts in days of the unit’s zone, the first and the last included', () => {
  it.each([
    ['2026-11-19T23:59:59+08:00', 'head-renminlu'],
    ['2026-11-20T00:00:00+08:00', 'liaison-renminlu'],
    ['2026-11-20T23:59:59.999+08:00', 'liaison-renminlu'],
    ['2026-11-21T00:00:00+08:00', 'head-renminlu'],
  ])('one day: at %s %s is told', async (moment, who) => {
    await away('2026-11-20', '2026-11-20');
    expect(await toldAt(moment)).toEqual([who]);
  });

  it.each([
    ['2026-03-08T04:59:59Z', 'head-renminlu'],
    ['2026-03-08T05:00:00Z', 'liaison-renminlu'],
    ['2026-03-10T03:59:59Z', 'liaison-renminlu'],
    ['2026-03-10T04:00:00Z', 'head-renminlu'],
  ])('in the zone of the unit above, over the change to summer time: at %s %s is told', async (moment, who) => {
    await away('2026-03-08', '2026-03-09', 'America/New_York');
    expect(await toldAt(moment)).toEqual([who]);
    expect(await leaveEdges(db, Date.parse('2026-03-01T00:00:00Z'))).toEqual([
      Date.parse('2026-03-08T05:00:00Z'),
      Date.parse('2026-03-10T04:00:00Z'),
    ]);
  });

  it('without a last day until further notice, in the zone of the installation', async () => {
    await away('2026-11-20', null);
    await db.query("update installation set timezone = 'Pacific/Auckland'");
    expect(await toldAt('2026-11-19T11:00:00Z')).toEqual(['liaison-renminlu']);
    expect(await toldAt('2036-11-19T11:00:00Z')).toEqual(['liaison-renminlu']);
    await db.query("update installation set timezone = 'Asia/Shanghai'");
    expect(await toldAt('2026-11-19T11:00:00Z')).toEqual(['head-renminlu']);
  });
});

describe('whoever has chosen no language', () => {
  it('is told in that of the installation', async () => {
    const spoken = async (): Promise<unknown> =>
      (await recipientsFor(db, { role: 'branch-group', unit: 'outlet-renminlu', roles: ROLES })).map(
        (one) => one.locale,
      );
    expect(await spoken()).toEqual(['zh']);
    await db.query("update installation set locale = 'en'");
    expect(await spoken()).toEqual(['en']);
    await db.query("update people set locale = 'zh' where id = 'group-1'");
    expect(await spoken()).toEqual(['zh']);
  });
});

describe('whoever has left', () => {
  it('is told nothing, and acts no more', async () => {
    await db.query("update people set absent_from = null, left_at = now() where id = 'head-renminlu'");
    expect(await toldAt('2026-11-20T00:00:00Z')).toEqual(['group-1']);
    expect(await actorFor(db, 'head-renminlu', undefined)).toBeUndefined();
  });
});
