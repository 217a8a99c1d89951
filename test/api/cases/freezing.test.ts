import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import { addDays, dateIn, instantOf } from '../../../domain/time/zone.ts';
import { verifyCase } from '../../../store/repair/verifyCase.ts';
import { CLOCK_IS_MOVED } from '../../support/tools/clockIsMoved.ts';
import { planIn, registeredPlanCase } from '../../support/cases/registeredPlanCase.ts';
import { rulesPackSource } from '../../support/rules/rulesPack.ts';
import { startTestApi, type Answer, type TestApi } from '../../support/cases/testApi.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

/** A category decides the class, so that it can change after the period; what is missed does not. */
function source(): string {
  return rulesPackSource().replace(
    /(rule: S1-calibre-3, when: ).*\n/,
    (_line, head: string) => `${head}{ category: atm } }\n`,
  );
}

let api: TestApi;
let plan: EnginePack;
let phone = 13_950_000_000;
/** The day before today, in the plan's zone: the last of the period. */
let lastDay: string;
let lastMoment: number;

beforeAll(async () => {
  api = await startTestApi({ source: source() });
  plan = await planIn(api.db, source());
  lastDay = addDays(dateIn(Date.now(), ZONE), -1);
  lastMoment = instantOf(lastDay, '24:00', ZONE) - 1;
});
afterAll(() => api.stop());

const as = (person: string): Record<string, string> => ({ 'X-Redress-Actor': person });
const register = async (
  origin: number,
  more: Partial<Parameters<typeof registeredPlanCase>[3]> = {},
): Promise<string> => {
  phone += 1;
  return registeredPlanCase(api.db, api.keys, plan, { phone: String(phone), origin, ...more });
};
const freeze = async (over: Record<string, unknown> = {}): Promise<Answer['body']> =>
  (await api.post('/v1/class-freezes', { until: lastDay, pack: 'rules-across', ...over }, as('local'))).body;
const dataOf = async (no: string, type: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await api.db.query<{ data: Record<string, unknown> }>(
      "select event->'data' as data from events where no = $1 and type = $2 order by seq",
      [no, type],
    )
  ).rows.map((row) => row.data);

it.skipIf(CLOCK_IS_MOVED)(
  'the close of a period freezes every case of it, portion by portion and once; a class that changes afterwards is ' +
    'an adjustment',
  async () => {
    const confidential = await register(lastMoment - 3 * HOUR, {
      intake: {
        category: 'media',
        channel: 'media',
        unit: 'branch-office',
        fields: { siteVisit: false, tier: 'ordinary' },
      },
    });
    const first = await register(lastMoment - 2 * HOUR);
    const atTheEnd = await register(lastMoment);
    const after = await register(lastMoment + 1);
    const rehearsal = await register(lastMoment - HOUR, { speed: 60 });
    const period = [confidential, first, atTheEnd];

    const portions: Answer['body'][] = [];
    for (let next: string | null | undefined; next !== null; next = portions.at(-1).next)
      portions.push(await freeze({ limit: 2, ...(next === undefined ? {} : { after: next }) }));
    expect(portions.map(({ frozen, left }) => [frozen, left])).toEqual([
      // Whoever closes the period may not know of the confidential one: it is frozen and not counted.
      [2, {}],
      [0, { 'condition-not-met': 1 }],
    ]);
    for (const no of period)
      expect(await dataOf(no, 'ClassFrozen')).toEqual([
        { class: no === confidential ? 'formal' : 'pending', until: lastMoment },
      ]);
    for (const no of [after, rehearsal]) expect(await dataOf(no, 'ClassFrozen')).toEqual([]);
    expect(await freeze({ limit: 100 })).toMatchObject({
      frozen: 0,
      left: { 'already-done': 2, 'condition-not-met': 1 },
      next: null,
    });

    const reclassify = (no: string): Promise<Answer> =>
      api.post(
        `/v1/complaints/${no}/actions/reclassify`,
        { fields: { category: 'atm', reason: 'mistake' } },
        as('liaison-renminlu'),
      );
    for (const no of [first, after]) expect((await reclassify(no)).body).toMatchObject({ class: 'formal' });
    expect(await dataOf(first, 'ClassAdjusted')).toEqual([
      { from: 'pending', to: 'formal', frozen: 'pending', rule: 'S1-calibre-3' },
    ]);
    expect([await dataOf(after, 'ClassAdjusted'), (await dataOf(after, 'ClassChanged')).at(-1)]).toEqual([
      [],
      { from: 'pending', to: 'formal', rule: 'S1-calibre-3' },
    ]);

    // The class of the period stays what it was reported as, and the log, the rows and the workflow agree.
    expect(await freeze({ limit: 100 })).toMatchObject({ frozen: 0 });
    for (const no of period) {
      const { findings, state } = await verifyCase(api.db, no);
      expect([findings, state?.frozen]).toEqual([
        [],
        { class: no === confidential ? 'formal' : 'pending', until: lastMoment },
      ]);
    }
  },
);
