/** Fact tables in a real database: recorded in batches, then built anew from the log. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { T0, BASE, Given, HOUR, MINUTE, person } from '../../support/rules/specification.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { numbers } from '../../model/numbers.ts';
import { randomLife } from '../../model/randomLife.ts';
import { rows, type Database } from '../../../store/database/database.ts';
import { FACT_TABLES, FACT_TABLE_NAMES } from '../../../store/facts/factTables.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { rebuildCase } from '../../../store/repair/rebuildReadModel.ts';
import { registerAgain } from '../../../store/repair/registerAgain.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

type Row = Readonly<Record<string, unknown>>;

/** Every row of a case as the database spells it. */
async function allRows(no: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables: Record<string, readonly string[]> = {};
  for (const table of ['cases', 'clocks', 'rungs', ...FACT_TABLE_NAMES]) {
    const found = await rows<{ row: string }>(db, `select t::text as row from ${table} t where no = $1 order by 1`, [
      no,
    ]);
    tables[table] = found.map(({ row }) => row);
  }
  return tables;
}

async function facts(table: string, no: string, order: string): Promise<readonly Row[]> {
  return rows<Row>(db, `select * from ${table} where no = $1 order by ${order}`, [no]);
}

/** A case that lived so, each of its decisions recorded when it was made. */
async function lived(life: (given: Given) => Given): Promise<string> {
  const { no, state } = await register(db);
  const { events } = life(new Given());
  let from = state.seq;
  for (let at = from + 1; at <= events.length; at += 1)
    if (events[at]?.id.split('#')[0] !== events[at - 1]?.id.split('#')[0]) {
      await recordEvents(db, no, BASE, events.slice(from, at));
      from = at;
    }
  return no;
}

const minute = (minutes: number): Date => new Date(T0 + minutes * MINUTE);
const head = person('house-head');

describe('a fact table is a function of the log', () => {
  it('of lives recorded in batches of any size, as of the whole log', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const { base, events } = randomLife(ladderPack, seed, 40);
      const [first] = events;
      if (first?.type !== 'CaseRegistered') throw new Error('a case begins with its registration');
      const { calendar: _days, ...data } = first.data;
      const no = `facts-${seed}`;
      await registerAgain(db, { no, pack: ladderPack, base, intake: { ...data, actor: person('clerk') } });
      const next = numbers(seed);
      for (let at = 0; at < events.length;) {
        const size = 1 + Math.floor(next() * 6);
        await recordEvents(db, no, base, events.slice(at, at + size));
        at += size;
      }
      const recorded = await allRows(no);
      await rebuildCase(db, no);
      expect([seed, await allRows(no)]).toEqual([seed, recorded]);
    }
  });
});

describe('the columns of a fact table', () => {
  it.each(FACT_TABLE_NAMES)('are all written: %s', async (table) => {
    const found = await rows<{ name: string }>(
      db,
      'select column_name as name from information_schema.columns where table_name = $1 order by 1',
      [table],
    );
    const { key, columns } = FACT_TABLES[table];
    const written = ['no', 'pack_id', 'drill', ...key, ...columns].toSorted();
    expect(found.map(({ name }) => name).toSorted()).toEqual(written);
  });
});

describe('a case as of a moment', () => {
  it('is the row that was true then, and each row was true for some time', async () => {
    const no = await lived((given) =>
      given.when(10, 'accept').whenTimeIs(60).when(100, 'resolve', { outcome: 'explained' }),
    );
    const now = await facts('fact_cases', no, 'no');
    const before = await facts('fact_cases_before', no, 'since');
    expect([...before, ...now].map(({ since, until, stage, level }) => [since, until, stage, level])).toEqual([
      [minute(0), minute(10), 'registered', 'desk'],
      [minute(10), minute(60), 'accepted', 'desk'],
      [minute(60), minute(100), 'accepted', 'house'],
      [minute(100), undefined, 'resolved', 'house'],
    ]);
    expect(now).toMatchObject([{ level_first: 'desk', levels_up: 1, level_resolved: 'house', outcome: 'explained' }]);
  });

  it('keeps its first end when it is reopened', async () => {
    const no = await lived((given) =>
      given
        .when(10, 'accept')
        .when(20, 'resolve', { outcome: 'explained' })
        .when(30, 'close')
        .when(40, 'reopen', { reason: 'mistake' })
        .when(50, 'withdraw', { reason: 'duplicate' }),
    );
    expect(await facts('fact_cases', no, 'no')).toMatchObject([
      {
        cycle: 2,
        stage: 'withdrawn',
        end_reason: 'duplicate',
        resolved_first_at: minute(20),
        ended_first_at: minute(30),
        ended_at: minute(50),
        resolved_at: null,
      },
    ]);
  });
});

describe('what happens in a case is kept', () => {
  it('each record of a step, with its cycle and whoever let it happen', async () => {
    const no = await lived((given) => given.when(10, 'accept').when(20, 'reply').when(30, 'reply'));
    expect(await facts('fact_steps', no, 'seq')).toMatchObject([
      { step: 'reply', at: minute(20), actor: 'handler-1', actor_unit: 'desk-a', cycle: 1, request: null },
      { step: 'reply', at: minute(30) },
    ]);
    const [{ steps } = { steps: {} }] = await facts('fact_cases', no, 'no');
    expect(steps).toMatchObject({
      reply: { count: 2, firstAt: minute(20).toISOString(), lastAt: minute(30).toISOString() },
    });
  });

  it('levels and pauses over time', async () => {
    const no = await lived((given) =>
      given
        .when(10, 'accept')
        .when(20, 'pause', { reason: 'mistake' }, head)
        .when(50, 'resume', {}, head)
        .whenTimeIs(60)
        .when(100, 'escalate'),
    );
    const spans = await facts('fact_spans', no, 'seq');
    expect(spans.map(({ what, value, from_at, to_at, by_clock }) => [what, value, from_at, to_at, by_clock])).toEqual([
      ['level', 'desk', minute(0), minute(60), null],
      ['pause', 'wait', minute(20), minute(50), null],
      ['level', 'house', minute(60), minute(100), 'desk'],
      ['level', 'group', minute(100), null, null],
    ]);
  });

  it('where a dispatch went first, and how its refusal was ruled', async () => {
    const desk = person('department-head');
    const no = await lived((given) =>
      given
        .when(10, 'accept')
        .when(20, 'dispatch', { departments: ['desk-b'] })
        .when(30, 're-route', { dispatch: 'd1', department: 'desk-a', reason: 'mistake' }, desk),
    );
    expect(await facts('fact_dispatches', no, 'dispatch')).toMatchObject([
      {
        dispatch: 'd1',
        department_first: 'desk-b',
        department: 'desk-a',
        reroutes: 1,
        reroute_reason: 'mistake',
        sent_at: minute(20),
        answered_at: null,
      },
    ]);
    expect(await facts('fact_cases', no, 'no')).toMatchObject([{ dispatches: 1, departments: 1 }]);
  });
});

describe('a clock keeps', () => {
  const clock = async (no: string, name: string): Promise<Row | undefined> =>
    (await facts('clocks', no, 'occurrence')).find((one) => one['clock'] === name);

  it('the moment it was due before anything moved it, and what did', async () => {
    const no = await lived((given) =>
      given.when(10, 'accept').when(20, 'pause', { reason: 'mistake' }, head).when(50, 'resume', {}, head),
    );
    const moved = (await clock(no, 'reply')) ?? {};
    expect(moved).toMatchObject({ moved_by: ['pause'], pack_id: 'ladder', drill: false });
    expect((moved['due_at'] as Date).getTime() - (moved['first_due_at'] as Date).getTime()).toBe(30 * MINUTE);
  });

  it('who answered for it when it was missed, whoever has the case now', async () => {
    const no = await lived((given) => given.when(10, 'accept').whenTimeIs(70).when(80, 'assign', { unit: 'desk-b' }));
    expect(await clock(no, 'desk')).toMatchObject({ status: 'late', unit: 'desk-a' });
    expect(await clock(no, 'reply')).toMatchObject({ status: 'running', unit: 'desk-b' });
  });

  it('why it was cancelled', async () => {
    const no = await lived((given) => given.when(10, 'withdraw', { reason: 'duplicate' }));
    expect(await clock(no, 'reply')).toMatchObject({ status: 'cancelled', cancelled_because: 'withdrawn' });
  });
});

describe('nothing sealed is among the facts', () => {
  it('neither in the fields of a case nor in those of its steps', async () => {
    const { no, state } = await register(db);
    const at = T0 + HOUR;
    const event = (type: string, data: object, seq: number): object => ({
      type,
      data,
      seq,
      id: `c${seq}#1`,
      at,
      actor: { id: 'handler-1', unit: 'desk-a', roles: [] },
    });
    const fields = { why: `${no}/c1/why`, tier: 'plain' };
    await recordEvents(db, no, BASE, [
      event('FieldsEdited', { fields }, state.seq + 1) as never,
      event('StepRecorded', { step: 'reply', fields }, state.seq + 2) as never,
    ]);
    const text = JSON.stringify([await facts('fact_cases', no, 'no'), await facts('fact_steps', no, 'seq')]);
    expect(text).not.toContain(`${no}/`);
    expect(text).toContain('"tier":"plain"');
  });
});
