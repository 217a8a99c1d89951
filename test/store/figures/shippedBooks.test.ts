import { expect, it } from 'vitest';
import { evaluateFigures } from '../../../store/figures/evaluateFigure.ts';
import { figureBank } from '../../support/figures/figureBank.ts';

it.each(['cutover-emergency', 'office-complaints', 'rural-bank-petitions', 'key-accounts'])(
  'every figure of %s can be evaluated of nothing, by month and by unit',
  async (pack) => {
    const bank = await figureBank(pack);
    for (const by of [undefined, ['month'], ['unit']] as const) {
      const answers = await evaluateFigures(bank.context(), { days: { from: '2026-01-01', to: '2026-12-31' }, by });
      expect(answers.length).toBeGreaterThan(10);
    }
    await bank.db.end();
  },
  60_000,
);
