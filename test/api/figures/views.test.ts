import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEWS } from '../../../domain/figures/views.ts';
import { startTestApi, type TestApi } from '../../support/cases/testApi.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';

let api: TestApi;
let bank: FigureBank;

/** Three complaints of Monday, 2 November 2026: one answered in time, one late, one that went up to the branch. */
beforeAll(async () => {
  api = await startTestApi({ demonstration: true, worker: false, now: () => Date.parse('2027-02-01T00:00:00+08:00') });
  bank = await figureBank('cutover-emergency', { api });
  const life = { channel: 'outlet', unit: 'outlet-renminlu', category: 'atm', until: '2026-11-03 00:00' };
  await bank.live({
    ...life,
    at: '2026-11-02 09:00',
    does: [
      ['09:30', 'reply'],
      ['09:40', 'resolve', { outcome: 'explained' }],
    ],
  });
  await bank.live({
    ...life,
    at: '2026-11-02 09:10',
    does: [
      ['09:20', 'resolve', { outcome: 'explained' }],
      ['15:00', 'reply'],
    ],
  });
  await bank.live({
    ...life,
    at: '2026-11-02 20:00',
    category: 'non-blueprint',
    does: [['20:10', 'escalate']],
    until: '2026-11-02 20:30',
  });
}, 120_000);
afterAll(() => api.stop());

const view = async (name: string, actor = 'admin'): ReturnType<TestApi['get']> =>
  api.get(`/v1/views/${name}?pack=cutover-emergency&from=2026-11-01&to=2026-11-30`, { 'x-redress-actor': actor });
interface Line {
  readonly id: string;
  readonly title: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly parts?: readonly { readonly key: string; readonly denominator: number }[];
}
const lines = async (name: string): Promise<readonly Line[]> => (await view(name)).body.figures as readonly Line[];

describe('a view for a dashboard', () => {
  it('is answered in one call, each of them', async () => {
    for (const one of VIEWS) expect([one, (await view(one)).status]).toEqual([one, 200]);
  });

  it('of timeliness has each clock that is owed, and none that the client owes', async () => {
    const found = await lines('timeliness');
    expect(found.map(({ id }) => id)).not.toContain('formal-loss-report');
    const reply = found.find(({ id }) => id === 'reply');
    expect(reply).toMatchObject({ title: '4小时内回复客户', numerator: 1 });
  });

  it('of the funnel says how many got to each level or above', async () => {
    const found = await lines('funnel');
    expect(found.map(({ id, numerator, denominator }) => `${id} ${numerator}/${denominator}`)).toEqual([
      'outlet 3/3',
      'branch 1/3',
      'province 0/3',
      'head-office 0/3',
    ]);
  });

  it('of the mix has channels and categories, of the hours weekday and hour', async () => {
    const [channels, categories] = await lines('mix');
    expect(channels?.parts?.map(({ key, denominator }) => `${key} ${denominator}`)).toEqual(['outlet 3']);
    expect(categories?.parts?.map(({ key, denominator }) => `${key} ${denominator}`)).toEqual([
      'atm 2',
      'non-blueprint 1',
    ]);
    const [hours] = await lines('hours');
    expect(hours?.parts?.map(({ key, denominator }) => `${key} ${denominator}`)).toEqual(['1|09 2', '1|20 1']);
  });

  it('that there is not is said with those that there are, and nobody without an office sees one', async () => {
    const { status, body } = await view('moods');
    expect([status, body.code]).toEqual([404, 'view-unknown']);
    expect((await view('mix', 'handler-renminlu')).status).toBe(403);
  });
});
