import { told } from '../../support/rules/told.ts';
import { say } from '../../../language/phrase.ts';
import { describe, expect, it } from 'vitest';
import type { FieldValues, RecordedEvent } from '../../../domain/case/event.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { act } from '../../../domain/decide/act.ts';
import { lapse } from '../../../domain/decide/lapse.ts';
import { openCase } from '../../../domain/decide/openCase.ts';
import { whatIfCases, type BeyondPeriod, type WhatIfSubject } from '../../../domain/whatif/whatIfCases.ts';
import type { WhatIfRules } from '../../../domain/whatif/whatIfRun.ts';
import type { WhatIfCase } from '../../../domain/whatif/whatIfSummary.ts';
import type { EarlierCase } from '../../../domain/case/repeats.ts';
import { ladderPack } from '../../support/rules/ladderPack.ts';
import { HOUR, MINUTE, person, T0 } from '../../support/rules/specification.ts';

const DAY = 24 * HOUR;
const KNOWN = Object.keys(ladderPack.fields);
const MONTH = { byCategory: true, windowMs: 30 * DAY };

type Doing = readonly [minute: number, action: string, fields?: FieldValues, role?: string];

interface Told {
  readonly no: string;
  /** Minutes after the first moment. */
  readonly at?: number;
  readonly customer?: string;
  readonly category?: string;
  readonly repeatOf?: string;
  readonly does?: readonly Doing[];
}

/** A case as it was recorded under the ladder pack. */
function recorded(
  { no, at = 0, customer, category = 'plain', repeatOf, does = [] }: Told,
  order: number,
  hours = 24,
): Omit<WhatIfSubject, 'rules'> {
  const origin = T0 + at * MINUTE;
  const base = { origin, speed: 1 };
  const fields = { visit: false, tier: 'plain', ...(category === 'promised' ? { promisedAt: origin + 9 * DAY } : {}) };
  const intake = {
    object: 'complaint',
    channel: 'counter',
    unit: 'desk-a',
    category,
    fields,
    anonymous: false,
    actor: person('clerk'),
  };
  const opened = openCase(ladderPack, repeatOf === undefined ? intake : { ...intake, repeatOf }, origin);
  if (!opened.ok) throw new Error(say(opened.rejection, 'en'));
  let { state } = opened.value;
  const log: RecordedEvent[] = [...opened.value.events];
  for (const [index, [minute, action, given = {}, role = 'handler']] of does.entries()) {
    const done = act(
      ladderPack,
      state,
      { id: `${no}-${index}`, action, actor: person(role), fields: given },
      T0 + minute * MINUTE,
      base,
    );
    if (!done.ok) throw new Error(`${action}: ${say(done.rejection, 'en')}`);
    state = done.value.state;
    log.push(...done.value.events);
  }
  const until = T0 + hours * HOUR;
  log.push(...lapse(ladderPack, state, until, base).events);
  const known: EarlierCase | undefined =
    customer === undefined ? undefined : { no, at: origin, order, customer, topic: category, category };
  return { no, log, base, until, knownFields: KNOWN, ...(known === undefined ? {} : { known }) };
}

function whatIf(told: readonly Told[], rules: WhatIfRules, beyond?: BeyondPeriod): readonly WhatIfCase[] {
  return whatIfCases(
    told.map((one, index) => ({ ...recorded(one, index + 1), rules })),
    beyond,
  );
}

function refusals(cases: readonly WhatIfCase[]): readonly string[] {
  return cases.flatMap(({ no, changes }) =>
    changes.flatMap((change) => (change.kind === 'refused' ? [`${no} ${change.action} ${change.code}`] : [])),
  );
}

/** The ladder pack with another maximum for payments. */
function capped(max: number): EnginePack {
  const payment = {
    title: 'Payment',
    approvers: 2,
    roles: ['desk-head', 'house-head'],
    cap: { field: 'amount', limits: [{ max }], perCustomer: true },
  };
  return { ...ladderPack, hash: `capped-${max}`, approvals: { ...ladderPack.approvals, payment } };
}

const paid = (minute: number, amount: number): readonly Doing[] => [
  [minute, 'pay', { amount }],
  [minute + 1, 'approve', {}, 'desk-head'],
  [minute + 2, 'approve', {}, 'house-head'],
];
const IN_FORCE: WhatIfRules = { pack: ladderPack, repeat: MONTH, versions: {} };

describe('a cap over several cases of a customer, lived again', () => {
  const two: readonly Told[] = [
    { no: 'c1', customer: 'k', does: paid(10, 300_000) },
    { no: 'c2', at: 5, customer: 'k', category: 'promised', does: paid(20, 200_000) },
  ];

  it('lets both cases pay what they paid under the maximum that was in force', () => {
    const cases = whatIf(two, IN_FORCE);
    expect(cases.flatMap((one) => one.changes)).toEqual([]);
    expect(cases.map((one) => one.after?.events)).toEqual(cases.map((one) => one.before.events));
  });

  it('refuses the later payment under a lower maximum, and says what is left', () => {
    const cases = whatIf(two, { pack: capped(400_000), repeat: MONTH });
    expect(refusals(cases)).toEqual([
      'c2 pay cap-exhausted',
      'c2 approve approval-not-found',
      'c2 approve approval-not-found',
    ]);
    expect(told(cases[1]?.changes)).toContainEqual(
      expect.objectContaining({ kind: 'refused', detail: expect.stringContaining('1000.00 is left') as string }),
    );
    expect(cases[0]?.after?.state.steps['pay']?.count).toBe(1);
  });

  it('goes by the moments of the payments, whichever case was registered first', () => {
    const late = [{ ...two[0], no: 'c1', does: paid(30, 300_000) }, two[1] as Told];
    expect(refusals(whatIf(late, { pack: capped(400_000) }))[0]).toBe('c1 pay cap-exhausted');
  });

  it('holds nothing against another customer, or against a case whose customer nobody knows', () => {
    const strangers = [
      two[0] as Told,
      { ...two[1], no: 'c2', customer: 'other' },
      { no: 'c3', does: paid(40, 400_000) },
    ];
    expect(refusals(whatIf(strangers, { pack: capped(400_000) }))).toEqual([]);
  });

  it('gives back what a rejected request, or one whose case ended, had held', () => {
    const rejected: Told = {
      no: 'c1',
      customer: 'k',
      does: [
        [10, 'pay', { amount: 300_000 }],
        [12, 'reject', { reason: 'mistake' }, 'desk-head'],
      ],
    };
    const ended: Told = {
      no: 'c3',
      at: 1,
      customer: 'k',
      category: 'promised',
      does: [
        [13, 'pay', { amount: 300_000 }],
        [14, 'withdraw', { reason: 'mistake' }],
      ],
    };
    expect(
      refusals(whatIf([rejected, ended, { ...two[1], no: 'c2', does: paid(20, 400_000) }], { pack: capped(400_000) })),
    ).toEqual([]);
    const open: Told = {
      ...rejected,
      does: [
        [10, 'pay', { amount: 300_000 }],
        [25, 'reject', { reason: 'mistake' }, 'desk-head'],
      ],
    };
    expect(
      refusals(whatIf([open, { ...two[1], no: 'c2', does: paid(20, 400_000) }], { pack: capped(400_000) }))[0],
    ).toBe('c2 pay cap-exhausted');
  });

  it('counts what cases outside the period held, as long as they held it', () => {
    const held = { customer: 'k', key: 'c0/x', approval: 'payment', amount: 150_000, heldAt: T0 - 9 * DAY };
    const rules = { pack: capped(400_000) };
    const only = [{ ...two[0], no: 'c1' }];
    expect(refusals(whatIf(only, rules))).toEqual([]);
    expect(refusals(whatIf(only, rules, { cases: [], held: [held] }))[0]).toBe('c1 pay cap-exhausted');
    expect(refusals(whatIf(only, rules, { cases: [], held: [{ ...held, releasedAt: T0 - DAY }] }))).toEqual([]);
    expect(refusals(whatIf(only, rules, { cases: [], held: [{ ...held, heldAt: T0 + HOUR }] }))).toEqual([]);
    expect(refusals(whatIf(only, rules, { cases: [], held: [{ ...held, customer: 'other' }] }))).toEqual([]);
    expect(refusals(whatIf(only, rules, { cases: [], held: [{ ...held, approval: 'deferral' }] }))).toEqual([]);
  });

  it('does not count what a case would have paid that the draft does not take', () => {
    const rules = { pack: { ...capped(400_000), categories: { promised: { title: 'Promised' } } } };
    const cases = whatIf(two, rules);
    expect(cases[0]?.notTaken?.code).toBe('category-unknown');
    expect(refusals(cases)).toEqual([]);
  });
});

describe('repeats among several cases, lived again', () => {
  const two: readonly Told[] = [
    { no: 'c1', customer: 'k' },
    { no: 'c2', at: 10, customer: 'k', repeatOf: 'c1' },
  ];
  const classes = (cases: readonly WhatIfCase[]): readonly unknown[] => cases.map((one) => one.after?.state.class);
  const links = (cases: readonly WhatIfCase[]): readonly unknown[] =>
    cases.map((one) => one.after?.state.links.map((link) => link.no));

  it('are what they were under the window that was in force', () => {
    const cases = whatIf(two, IN_FORCE);
    expect(cases.flatMap((one) => one.changes)).toEqual([]);
    expect(cases.map((one) => one.after?.events)).toEqual(cases.map((one) => one.before.events));
    expect(cases[1]?.after?.state.class).toBe('formal');
  });

  it('are ordinary cases when the window is shorter, and counted as such', () => {
    const done = [
      two[0] as Told,
      { ...two[1], no: 'c2', does: [[20, 'resolve', { outcome: 'explained' }]] satisfies readonly Doing[] },
    ];
    const [, second] = whatIf(done, { pack: ladderPack, repeat: { ...MONTH, windowMs: 9 * MINUTE } });
    expect(second?.after?.state.links).toEqual([]);
    expect(second?.after?.state.clocks.find((one) => one.clock === 'desk')?.status).toBe('met');
    expect(
      whatIf(done, { pack: ladderPack, repeat: { ...MONTH, windowMs: 10 * MINUTE } })[1]?.after?.state.links,
    ).toMatchObject([{ no: 'c1', kind: 'repeat' }]);
  });

  it('are none when the draft has no such rule', () => {
    expect(links(whatIf(two, { pack: ladderPack }))).toEqual([[], []]);
  });

  it('are new ones when the window is longer or the topic wider, and then open higher where the pack says so', () => {
    const apart = [
      { no: 'c1', customer: 'k' },
      { no: 'c2', at: 10, customer: 'k', category: 'promised' },
    ];
    const pack = { ...ladderPack, hash: 'higher', repeat: { escalate: 'next' } };
    expect(links(whatIf(apart, { pack, repeat: MONTH }))).toEqual([[], []]);
    const wider = whatIf(apart, { pack, repeat: { ...MONTH, byCategory: false } });
    expect(links(wider)).toEqual([[], ['c1']]);
    expect([wider[1]?.after?.events[0]?.data, classes(wider)[1]]).toEqual([
      expect.objectContaining({ repeatOf: 'c1', level: 'house' }),
      'formal',
    ]);
  });

  it('repeat the oldest case within the window, and never a later one', () => {
    const three = [...two, { no: 'c3', at: 20, customer: 'k', repeatOf: 'c1' }];
    expect(links(whatIf(three, { pack: ladderPack, repeat: { ...MONTH, windowMs: 15 * MINUTE } }))).toEqual([
      [],
      ['c1'],
      ['c2'],
    ]);
    expect(links(whatIf(three, { pack: ladderPack, repeat: MONTH }))).toEqual([[], ['c1'], ['c1']]);
  });

  it('look at earlier cases outside the period as they were recorded', () => {
    const c0: EarlierCase = { no: 'c0', at: T0 - 20 * DAY, order: 0, customer: 'k', topic: 'plain', category: 'plain' };
    const one = [{ no: 'c1', customer: 'k', repeatOf: 'c0' }];
    expect(links(whatIf(one, IN_FORCE, { cases: [c0], held: [] }))).toEqual([['c0']]);
    expect(
      links(whatIf(one, { pack: ladderPack, repeat: { ...MONTH, windowMs: 10 * DAY } }, { cases: [c0], held: [] })),
    ).toEqual([[]]);
  });

  it('do not repeat a case that the draft does not take', () => {
    const c1 = { no: 'c1', customer: 'k', category: 'promised' };
    const rules = {
      pack: { ...ladderPack, categories: { plain: { title: 'Plain' } } },
      repeat: { ...MONTH, byCategory: false },
    };
    expect(links(whatIf([c1, two[1] as Told], rules))).toEqual([undefined, []]);
  });

  it('stay what they were found to be where nobody knows the customer any more', () => {
    const rules = { pack: ladderPack, repeat: { ...MONTH, windowMs: MINUTE } };
    expect(links(whatIf([{ no: 'c2', repeatOf: 'c1' }], rules))).toEqual([['c1']]);
    expect(links(whatIf([{ no: 'c2', customer: 'k', repeatOf: 'gone' }], rules))).toEqual([['gone']]);
  });
});

describe('several cases under a draft with a shorter limit', () => {
  it('say which would have been in breach, and which role would have been told when', () => {
    const shorter: EnginePack = {
      ...ladderPack,
      hash: 'shorter',
      clocks: ladderPack.clocks.map((one) =>
        one.id === 'reply' ? { ...one, limit: { kind: 'elapsed', ms: HOUR } } : one,
      ),
    };
    const cases = whatIf(
      [
        {
          no: 'c1',
          does: [
            [30, 'resolve', { outcome: 'explained' }],
            [50, 'reply'],
          ],
        },
        {
          no: 'c2',
          at: 60,
          does: [
            [61, 'resolve', { outcome: 'explained' }],
            [150, 'reply'],
          ],
        },
      ],
      { pack: shorter },
    );
    const told = cases.map(({ no, changes }) => [
      no,
      changes.flatMap((one) =>
        one.kind === 'rung' && one.after !== undefined
          ? [[one.rung, (one.after.at - T0) / MINUTE, ...one.after.notify]]
          : [],
      ),
    ]);
    expect(told).toEqual([
      ['c1', [['warn-75', 45, 'handler']]],
      [
        'c2',
        [
          ['warn-75', 105, 'handler'],
          ['due', 120, 'house-head'],
        ],
      ],
    ]);
    expect(cases.map(({ after }) => after?.state.clocks.find((one) => one.clock === 'reply')?.status)).toEqual([
      'met',
      'late',
    ]);
  });
});
