import { say } from '../../../language/phrase.ts';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { whatIfRecorded, type Draft, type WhatIfLog } from '../../../api/whatif/whatIfPeriod.ts';
import { act } from '../../../domain/decide/act.ts';
import type { FieldValues } from '../../../domain/case/event.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { projectRoot } from '../../../config/projectRoot.ts';
import { openDatabase, type Database } from '../../../store/database/database.ts';
import { migrate } from '../../../store/database/migrate.ts';
import { savePack } from '../../../store/rules/packs.ts';
import { recordEvents } from '../../../store/log/recordEvents.ts';
import { registerOpened } from '../../support/cases/registerOpened.ts';
import { releaseAmount, reserveAmount } from '../../../store/log/reservations.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { testKeys } from '../../support/cases/registeredCase.ts';
import { testDatabase } from '../../support/servers/servers.ts';
import { MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 86_400_000;
const WINDOW = 30 * DAY;
const IN_FORCE: Draft = { engine: ladderPack, repeat: { byCategory: true, windowMs: WINDOW } };

let db: Database;
beforeAll(async () => {
  db = openDatabase(await testDatabase());
  await migrate(db, join(projectRoot(), 'store', 'migrations'));
  await savePack(db, {
    id: ladderPack.id,
    version: ladderPack.version,
    hash: ladderPack.hash,
    body: { fields: ladderPack.fields },
  });
});
afterAll(() => db.end());

interface Case {
  readonly no: string;
  readonly origin: number;
  state: CaseState;
}

/** A case as the API registers it, so many days after the first moment. */
async function registered(phone: string, day: number, speed = 1): Promise<Case> {
  const origin = T0 + day * DAY;
  const { no, state } = await registerOpened(db, testKeys, {
    pack: ladderPack,
    base: { origin, speed },
    complainant: { name: 'Zhou Lan', phone },
    demand: 'a refund',
    prose: {},
    topic: 'plain',
    repeatWindowMs: WINDOW,
    zone: ladderPack.timezone,
    open: (repeatOf) => {
      const plain = {
        object: 'complaint',
        channel: 'counter',
        unit: 'desk-a',
        category: 'plain',
        fields: { visit: false, tier: 'plain' },
        anonymous: false,
        actor: person('clerk'),
      };
      const intake = repeatOf === undefined ? plain : { ...plain, repeatOf };
      const opened = openCase(ladderPack, intake, origin);
      if (!opened.ok) throw new Error(say(opened.rejection, 'en'));
      return { intake, events: opened.value.events };
    },
  });
  return { no, origin, state };
}

/** What somebody does, as the workflow records it; what falls under a cap is held in the ledger first. */
async function does(one: Case, minute: number, action: string, fields: FieldValues, role = 'handler'): Promise<void> {
  const base = { origin: one.origin, speed: 1 };
  const id = `${action}-${minute}`;
  if (action === 'pay')
    await reserveAmount(db, {
      key: `${one.no}/${id}`,
      no: one.no,
      approval: 'payment',
      amount: Number(fields['amount']),
      max: 500_000,
      already: 0,
    });
  const done = act(
    ladderPack,
    one.state,
    { id, action, actor: person(role), fields },
    one.origin + minute * MINUTE,
    base,
  );
  if (!done.ok) throw new Error(say(done.rejection, 'en'));
  one.state = done.value.state;
  await recordEvents(db, one.no, base, done.value.events);
}

/** Looked at until the last thing that was recorded of each case. */
async function whatIf(day: number, draft: Draft, drills = false): Promise<readonly WhatIfLog[]> {
  const query = { from: T0 + day * DAY, to: T0 + (day + 1) * DAY, pack: 'ladder', drills };
  return whatIfRecorded({ db, packs: new PackRegistry(db, 'en') }, query, draft, T0 + day * DAY);
}

function capped(max: number): Draft {
  const payment = {
    title: 'Payment',
    approvers: 2,
    roles: ['desk-head', 'house-head'],
    cap: { field: 'amount', limits: [{ max }], perCustomer: true },
  };
  return {
    ...IN_FORCE,
    engine: { ...ladderPack, hash: `capped-${max}`, approvals: { ...ladderPack.approvals, payment } },
  };
}

const refusals = (cases: readonly WhatIfLog[]): readonly string[] =>
  cases.flatMap(({ whatIf: { changes } }) => changes.flatMap((one) => (one.kind === 'refused' ? [one.code] : [])));
const link = (cases: readonly WhatIfLog[]): unknown => cases[0]?.whatIf.after?.state.links[0]?.no;

describe('a whatIf period and what lies outside it', () => {
  it('knows earlier cases of the customer: a repeat under the window in force, none under a shorter', async () => {
    const earlier = await registered('13900000701', 0);
    const repeat = await registered('13900000701', 20);
    await registered('13900000702', 0);
    const inForce = await whatIf(20, IN_FORCE);
    expect(inForce.map(({ recorded, whatIf: { changes, after } }) => [recorded.no, changes, after?.events])).toEqual([
      [repeat.no, [], inForce[0]?.recorded.events],
    ]);
    expect(link(inForce)).toBe(earlier.no);
    const draft = (days: number, engine: EnginePack = { ...ladderPack, hash: 'draft' }): Draft => ({
      engine,
      repeat: { byCategory: true, windowMs: days * DAY },
    });
    expect(link(await whatIf(20, draft(20)))).toBe(earlier.no);
    const shorter = await whatIf(20, draft(19));
    expect([link(shorter), shorter[0]?.whatIf.changes[0]]).toEqual([
      undefined,
      { kind: 'class', before: 'formal', after: 'pending' },
    ]);
  });

  it('takes no notice of rehearsals, or of what was registered later', async () => {
    await registered('13900000703', 41, 600);
    await registered('13900000703', 42);
    await registered('13900000703', 45);
    expect([link(await whatIf(42, IN_FORCE)), (await whatIf(41, IN_FORCE)).length]).toEqual([undefined, 0]);
    expect(link(await whatIf(41, IN_FORCE, true))).toBeUndefined();
  });

  it('counts what cases outside it held at the moment, paid or waiting, not what was given back', async () => {
    const phone = '13900000704';
    const before = await registered(phone, 60);
    await does(before, 10, 'pay', { amount: 100_000 });
    await does(before, 11, 'approve', {}, 'desk-head');
    await does(before, 12, 'approve', {}, 'house-head');
    await does(before, 20, 'pay', { amount: 50_000 });
    await does(before, 30, 'reject', { reason: 'mistake' }, 'desk-head');
    const within = await registered(phone, 62);
    await does(within, 10, 'pay', { amount: 200_000 });
    const after = await registered(phone, 64);
    await does(after, 10, 'pay', { amount: 150_000 });
    await reserveAmount(db, {
      key: `${after.no}/freed`,
      no: after.no,
      approval: 'payment',
      amount: 10,
      max: 500_000,
      already: 0,
    });
    await releaseAmount(db, `${after.no}/freed`);

    expect((await whatIf(62, IN_FORCE)).map((one) => one.whatIf.changes)).toEqual([[]]);
    expect(refusals(await whatIf(62, capped(300_000)))).toEqual([]);
    expect(refusals(await whatIf(62, capped(299_999)))).toEqual(['cap-exhausted']);
    // The later case asks when both others hold their amounts.
    expect(refusals(await whatIf(64, capped(450_000)))).toEqual([]);
    expect(refusals(await whatIf(64, capped(449_999)))).toEqual(['cap-exhausted']);
    // What was asked later counts against nothing that came before it.
    expect(refusals(await whatIf(60, capped(150_000)))).toEqual([]);
  });
});
