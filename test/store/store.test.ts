import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnginePack } from '../../domain/pack/pack.ts';
import { changesAfter, changesHeldBack, type ChangePlace } from '../../store/readModel/changes.ts';
import { rows, transaction, type Database } from '../../store/database/database.ts';
import { claimKey } from '../../store/idempotency/idempotency.ts';
import { listCases, type CaseCursor, type CaseSort } from '../../store/readModel/listCases.ts';
import { rebuildReadModel } from '../../store/repair/rebuildReadModel.ts';
import { KeyTaken } from '../support/cases/registerOpened.ts';
import { releaseAmount, reserveAmount } from '../../store/log/reservations.ts';
import { deriveKeys, unseal, seal } from '../../store/vault/vault.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { bankDatabase } from '../support/servers/bankDatabase.ts';
import { planIn, registeredPlanCase } from '../support/cases/registeredPlanCase.ts';

const keys = deriveKeys(randomBytes(32));
let db: Database;
let pack: EnginePack;
beforeAll(async () => {
  ({ db } = await bankDatabase());
  pack = await planIn(db);
});
afterAll(() => db.end());

describe('the vault', () => {
  const key = randomBytes(32);
  it('opens what it sealed, at its place, with its key, untouched — and nothing else', () => {
    const sealed = seal(key, 'case/phone', '13900000000');
    expect(unseal(key, 'case/phone', sealed).toString('utf8')).toBe('13900000000');
    expect(seal(key, 'case/phone', '13900000000')).not.toEqual(sealed);
    expect(() => unseal(key, 'case/name', sealed)).toThrow();
    expect(() => unseal(randomBytes(32), 'case/phone', sealed)).toThrow();
    const touched = Buffer.from(sealed);
    touched[touched.length - 1] = (touched.at(-1) ?? 0) ^ 1;
    expect(() => unseal(key, 'case/phone', touched)).toThrow();
  });
});

describe('a registration', () => {
  it('asked for fifty times at once under one key is one case', async () => {
    const key = { scope: 's', key: 'k', hash: 'h' };
    const tries = await Promise.allSettled(
      Array.from({ length: 50 }, () => registeredPlanCase(db, keys, pack, { phone: '13900000301', key })),
    );
    const [no, ...others] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(others).toEqual([]);
    expect(
      tries.flatMap((one) => (one.status === 'rejected' && !(one.reason instanceof KeyTaken) ? [one.reason] : [])),
    ).toEqual([]);
    expect(await rows(db, 'select count(*) as n from complaints')).toEqual([{ n: 1 }]);
    expect(await claimKey(db, key)).toEqual({ kind: 'answered', answer: { status: 201, body: {}, no } });
  });

  it('of the same customer and topic again is linked to the first, however the number is written', async () => {
    const first = await registeredPlanCase(db, keys, pack, { phone: '139 0000 0302' });
    const again = await registeredPlanCase(db, keys, pack, { phone: '+86 13900000302' });
    const other = await registeredPlanCase(db, keys, pack, { phone: '13900000303' });
    const late = await registeredPlanCase(db, keys, pack, {
      phone: '13900000302',
      origin: Date.now() + 31 * 86_400_000,
    });
    const repeatOf = async (no: string): Promise<unknown> =>
      (await rows<{ r: unknown }>(db, "select intake->>'repeatOf' as r from complaints where no = $1", [no]))[0]?.r;
    expect([await repeatOf(again), await repeatOf(other), await repeatOf(late)]).toEqual([first, null, null]);
  });
});

describe('the ledger', () => {
  it('never grants more than the cap, whoever asks at once, and frees what is released', async () => {
    const cases = await Promise.all(
      Array.from({ length: 5 }, () => registeredPlanCase(db, keys, pack, { phone: '13900000304' })),
    );
    const ask = (index: number): Promise<{ readonly granted: boolean }> =>
      reserveAmount(db, {
        key: `r${index}`,
        no: cases[index % 5] ?? '',
        approval: 'emergency-payment',
        amount: 100_000,
        max: 500_000,
        already: 0,
      });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
    const granted = answers.flatMap((answer, index) => (answer.granted ? [index] : []));
    expect(granted).toHaveLength(5);
    expect((await ask(granted[0] ?? 0)).granted).toBe(true);
    expect((await ask(99)).granted).toBe(false);
    await releaseAmount(db, `r${granted[0] ?? 0}`);
    expect((await ask(99)).granted).toBe(true);
  });
});

describe('a list', () => {
  it.each(['nextDueAt', 'registeredAt'] as const)(
    'by %s comes page by page without gaps and doubles',
    async (sort: CaseSort) => {
      const origin = Date.now();
      for (let index = 0; index < 12; index += 1)
        await registeredPlanCase(db, keys, pack, {
          phone: `1391000${index % 3}000`,
          origin: origin + Math.floor(index / 4) * 1_000,
        });
      await db.query('update cases set next_due_at = null where no in (select no from cases order by no desc limit 3)');
      const all = (await rows<{ no: string }>(db, 'select no from cases')).map((one) => one.no);
      const seen: string[] = [];
      for (let cursor: CaseCursor | undefined; ;) {
        const page = await listCases(db, {}, sort, cursor, 5);
        seen.push(...page.slice(0, 5).map((one) => one.no));
        const last = page.length > 5 ? page[4] : undefined;
        if (last === undefined) break;
        cursor = [last.sortValue, last.no];
      }
      expect(seen).toHaveLength(all.length);
      expect(new Set(seen)).toEqual(new Set(all));
      await rebuildReadModel(db);
    },
  );
});

describe('a reader of the log', () => {
  it('misses nothing, although an older transaction commits after a newer one', async () => {
    const [end] = await rows<{ xid: string; gid: number }>(
      db,
      'select e.xid::text as xid, e.gid from events e order by e.xid desc, e.gid desc limit 1',
    );
    const start: ChangePlace = [end?.xid ?? '0', end?.gid ?? 0];
    let newer = '';
    await transaction(db, async (tx) => {
      // A transaction has its place in the order from its first write on.
      await tx.query("insert into idempotency_keys (scope, key, request_hash) values ('older', 'older', 'h')");
      newer = await registeredPlanCase(db, keys, pack, { phone: '13900000305' });
      expect(await changesAfter(db, start, 1_000)).toEqual([]);
      expect(await changesHeldBack(db)).toBe(true);
      await tx.query(
        "insert into events (no, seq, id, type, at, wall_at, event, prev_hash, hash) select no, 1000, 'x', " +
          "'CommentAdded', at, wall_at, event, prev_hash, hash from events where no = $1 and seq = 1",
        [newer],
      );
    });
    const all = (await rows<{ gid: number }>(db, 'select gid from events where no = $1', [newer])).map(
      (one) => one.gid,
    );
    // Transactions of other databases of the server hold readers back too, for a moment.
    await expect
      .poll(async () => (await changesAfter(db, start, 1_000)).map((change) => change.gid).toSorted((a, b) => a - b), {
        timeout: 20_000,
      })
      .toEqual(all.toSorted((a, b) => a - b));
    await transaction(db, async (tx) => {
      await tx.query("select set_config('redress.superseding', 'on', true)");
      await tx.query('delete from events where seq = 1000');
    });
  });
});

describe('the read model', () => {
  const snapshot = async (): Promise<string> => {
    const tables = ['cases', 'clocks', 'rungs'].map((table) =>
      rows(db, `select to_jsonb(t)::text as row from ${table} t order by 1`),
    );
    return JSON.stringify(await Promise.all(tables));
  };

  it('made again from the log is the same, byte for byte', async () => {
    const before = await snapshot();
    expect(before.length).toBeGreaterThan(10_000);
    await rebuildReadModel(db);
    expect(await snapshot()).toBe(before);
    await db.query('delete from clocks');
    await db.query("update cases set stage = 'closed'");
    await rebuildReadModel(db);
    expect(await snapshot()).toBe(before);
  });

  it('that was changed is found out, as is a changed or missing event', async () => {
    const no = await registeredPlanCase(db, keys, pack, { phone: '13900000306' });
    const findings = async (): Promise<readonly string[]> => (await verifyCase(db, no)).findings;
    expect(await findings()).toEqual([]);
    await db.query("update cases set state = jsonb_set(state, '{level}', '\"moon\"') where no = $1", [no]);
    expect(await findings()).toEqual([expect.stringContaining('the read model')]);
    await rebuildReadModel(db);
    const tampered = async (sql: string): Promise<readonly string[]> => {
      let said: readonly string[] = [];
      const undo = new Error('undo');
      await transaction(db, async (tx) => {
        await tx.query("select set_config('redress.superseding', 'on', true)");
        await tx.query(sql, [no]);
        said = (await verifyCase(tx, no)).findings;
        throw undo;
      }).catch((error: unknown) => {
        if (error !== undo) throw error;
      });
      return said;
    };
    expect(
      await tampered(
        "update events set event = jsonb_set(event, '{actor,id}', '\"somebody\"') where no = $1 and seq = 2",
      ),
    ).toEqual([expect.stringContaining('broken at event 2')]);
    expect(await tampered('delete from events where no = $1 and seq = 3')).toContainEqual(
      expect.stringContaining('gap at event 3'),
    );
  });

  it('protects its log: it cannot be changed by accident', async () => {
    await expect(db.query("update events set type = 'x'")).rejects.toThrow('append-only');
    await expect(db.query('delete from events')).rejects.toThrow('append-only');
  });
});
