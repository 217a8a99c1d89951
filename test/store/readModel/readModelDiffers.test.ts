import { say } from '../../../language/phrase.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomLife } from '../../model/randomLife.ts';
import { act } from '../../../domain/decide/act.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { migrateCase } from '../../../domain/migration/migrateCase.ts';
import type { Advance } from '../../../domain/decide/withConsequences.ts';
import type { Result } from '../../../domain/case/rejection.ts';
import type { Database } from '../../../store/database/database.ts';
import { rebuildCase } from '../../../store/repair/rebuildReadModel.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { registerAgain } from '../../../store/repair/registerAgain.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { ladderDatabase, register } from '../../support/cases/registeredCase.ts';
import { BASE, Given, MINUTE, person, T0 } from '../../support/rules/specification.ts';

let db: Database;
beforeAll(async () => {
  db = await ladderDatabase();
});
afterAll(() => db.end());

const findings = async (no: string): Promise<readonly string[]> => (await verifyCase(db, no)).findings;

/** A case that lived so, recorded in batches of a size. */
async function recorded({ events }: Pick<Given, 'events'>, size = 1): Promise<string> {
  const { no, state } = await register(db);
  for (let at = state.seq; at < events.length; at += size)
    await recordEvents(db, no, BASE, events.slice(at, at + size));
  return no;
}

function taken(result: Result<Advance>): Advance {
  if (!result.ok) throw new Error(say(result.rejection, 'en'));
  return result.value;
}

/** Accepted after ten minutes; the desk's hour lapsed, and the case went up to the house. */
const escalated = (): Given => new Given().when(10, 'accept').whenTimeIs(95);

describe('a read model that was changed by hand is found out, and what differs is named:', () => {
  it.each([
    ['a stage', "update cases set stage = 'closed' where no = $1", 'cases.stage'],
    [
      'what is fixed when the case is registered',
      "update cases set drill = true, registered_at = registered_at - interval '1 ms' where no = $1",
      'cases.drill, cases.registered_at',
    ],
    ['who may not see it', "update cases set recused = '{somebody}' where no = $1", 'cases.recused'],
    [
      'a due moment',
      "update clocks set due_at = due_at + interval '1 hour' where no = $1 and clock = 'reply'",
      'clocks reply/1 (due_at)',
    ],
    ['a clock that is gone', "delete from clocks where no = $1 and clock = 'reply'", 'clocks reply/1 (missing)'],
    [
      'a clock that never was',
      "update clocks set occurrence = 7 where no = $1 and clock = 'reply'",
      'clocks reply/1 (missing), clocks reply/7 (extra)',
    ],
    [
      'how late a rung was',
      "update rungs set late_ms = 0, suspended = false where no = $1 and rung = 'due'",
      'rungs desk/1/due (late_ms, suspended)',
    ],
    ['a rung that is gone', "delete from rungs where no = $1 and rung = 'due'", 'rungs desk/1/due (missing)'],
    [
      'a rung that never fired',
      "insert into rungs select no, 'reply', 1, 'due', rule, due_at, fired_at, late_ms, suspended, coalesced, " +
        "notify from rungs where no = $1 and rung = 'due'",
      'rungs reply/1/due (extra)',
    ],
    [
      'more than is worth a line',
      "update cases set unit = '', channel = '', class = '', level = '', object = '', handler = '', category = '' " +
        'where no = $1',
      undefined,
    ],
  ])('%s', async (_, sql, named) => {
    const no = await recorded(escalated());
    expect(await findings(no)).toEqual([]);
    await db.query(sql, [no]);
    const places = named ?? 'cases.category, cases.channel, cases.class, cases.handler, cases.level and 2 more';
    expect(await findings(no)).toEqual([`the read model differs from the log in: ${places}`]);
    await rebuildCase(db, no);
    expect(await findings(no)).toEqual([]);
  });

  it('a state, which is told from the rows and has a sentence of its own', async () => {
    const no = await recorded(escalated());
    await db.query('update cases set state = state || \'{"level": "moon"}\' where no = $1', [no]);
    const seq = (await verifyCase(db, no)).state?.seq ?? 0;
    expect(await findings(no)).toEqual([`the read model (event ${seq}) is not the fold of the log (event ${seq})`]);
    await db.query("update cases set seq = 3, state = state || '{\"seq\": 3}', stage = 'closed' where no = $1", [no]);
    expect(await findings(no)).toEqual([
      `the read model (event 3) is not the fold of the log (event ${seq})`,
      'the read model differs from the log in: cases.stage',
    ]);
  });

  it('a case that it does not have', async () => {
    const no = await recorded(escalated());
    await db.query('delete from cases where no = $1', [no]);
    expect(await findings(no)).toEqual(['the read model does not have the case']);
  });
});

describe('nothing is found in a case', () => {
  it('that was led through actions, pauses, lapses, an end and a second cycle', async () => {
    const head = person('house-head');
    const no = await recorded(
      escalated()
        .when(100, 'pause', { reason: 'mistake' }, head)
        .when(160, 'resume', {}, head)
        .when(170, 'extend', { clock: 'reply', until: T0 + 400 * MINUTE, reason: 'mistake' }, head)
        .when(180, 'dispatch', { departments: ['desk-b'] })
        .whenTimeIs(500)
        .when(510, 'reply')
        .when(520, 'resolve', { outcome: 'explained' })
        .when(530, 'close')
        .when(540, 'reopen', { reason: 'mistake' })
        .whenTimeIs(1_000)
        .when(1_010, 'withdraw', { reason: 'duplicate' }),
    );
    expect(await findings(no)).toEqual([]);
  });

  it('of any life that people may lead it', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const { base, events } = randomLife(ladderPack, seed);
      const [first] = events;
      if (first?.type !== 'CaseRegistered') throw new Error('a case begins with its registration');
      const { calendar: _days, ...data } = first.data;
      await registerAgain(db, {
        no: `random-${seed}`,
        pack: ladderPack,
        base,
        intake: { ...data, actor: person('clerk') },
      });
      for (const event of events) await recordEvents(db, `random-${seed}`, base, [event]);
      expect([seed, await findings(`random-${seed}`)]).toEqual([seed, []]);
    }
  });

  it.each([
    ['event by event', 1],
    ['in one go, as after a restore', Infinity],
  ])('whose rules have other names by now: what fired keeps the name it fired under, recorded %s', async (_, size) => {
    const renamed = {
      ...ladderPack,
      version: '2.0.0',
      hash: 'test-2',
      clocks: ladderPack.clocks.map((clock) => ({ ...clock, rule: `${clock.rule ?? ''}b` })),
    };
    const before = escalated().when(100, 'dispatch', { departments: ['desk-b'] });
    before
      .when(
        110,
        'answer-dispatch',
        { dispatch: before.state.dispatches[0]?.id ?? '', substantive: true },
        person('department-head'),
      )
      .whenTimeIs(200);
    const order = { request: 'r', requestedBy: 'policy-1', approvedBy: 'admin-2', seq: before.state.seq, happened: [] };
    const migrated = taken(migrateCase(ladderPack, renamed, before.state, order, T0 + 210 * MINUTE));
    const again = { id: 'again', action: 'dispatch', actor: person('handler'), fields: { departments: ['desk-b'] } };
    const dispatched = taken(act(renamed, migrated.state, again, T0 + 215 * MINUTE, BASE));
    const lapsed = lapse(renamed, dispatched.state, T0 + 400 * MINUTE, BASE);
    const no = await recorded(
      { events: [...before.events, ...migrated.events, ...dispatched.events, ...lapsed.events] },
      size,
    );
    const fired = async (): Promise<readonly string[]> =>
      (
        await db.query<{ said: string }>(
          "select concat_ws(' ', clock || '/' || occurrence || '/' || rung, rule) as said from rungs where no = $1 " +
            'order by due_at, rung',
          [no],
        )
      ).rows.map((one) => one.said);
    const expected = [
      'desk/1/due T1',
      'reply/1/warn-75 T2',
      'reply/1/due T2b',
      'reply/1/after-1h T2b',
      'share/2/due T5b',
    ];
    expect([await fired(), await findings(no)]).toEqual([expected, []]);
    await rebuildCase(db, no);
    expect([await fired(), await findings(no)]).toEqual([expected, []]);
  });
});
