import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureContext } from '../../../client/figureContext.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { evaluateFigure } from '../../../store/figures/evaluateFigure.ts';
import { figureBank, type FigureBank } from '../../support/figures/figureBank.ts';

let bank: FigureBank;
beforeAll(async () => {
  bank = await figureBank('key-accounts');
}, 60_000);
afterAll(() => bank.db.end());

const days = { from: '2026-11-01', to: '2026-11-30' };

it('a figure, unit, period or part that is none is a clear problem', async () => {
  const faultOf = async (id: string, ask: object): Promise<unknown> =>
    evaluateFigure(bank.context(), id, { days, ...ask }).catch((error: unknown) => error);
  expect(await faultOf('S9-K1', {})).toMatchObject({ fault: 'figure-unknown', of: 'id' });
  expect(await faultOf('S4-B1', { unit: 'moon' })).toMatchObject({ fault: 'unit-unknown', of: 'unit' });
  expect(await faultOf('S4-B1', { by: ['department'] })).toMatchObject({ fault: 'figure-not-apart', of: 'by' });
  expect(await faultOf('S4-B1', { days: { from: '2026-11-02', to: '2026-11-01' } })).toMatchObject({
    fault: 'period-reversed',
    words: { zh: '期间的末日 2026-11-01 早于首日 2026-11-02' },
  });
});

it('a pack without figures says so', () => {
  const contextOf = (id: string): unknown => figureContext(bank.db, new PackRegistry(bank.db, 'zh'), id);
  expect(() => contextOf('cn-statutory')).toThrow('there is no pack cn-statutory');
});
