import type { z } from 'zod';
import type { simulationSchema } from '../../contracts/httpPack.ts';
import type { Simulation } from '../../domain/whatif/simulate.ts';
import type { Locale } from '../../language/locale.ts';
import { say } from '../../language/phrase.ts';
import type { PackLabels } from '../present/packLabels.ts';
import { moment, presentClock } from '../present/presentView.ts';

/**
 * What would happen, as clients see it: moments as ISO 8601. `at` is the moment of registration, `locale` the language
 * of what is refused.
 */
export function presentSimulation(
  simulation: Simulation,
  at: number,
  labels: PackLabels,
  locale: Locale = 'en',
): z.infer<typeof simulationSchema> {
  const base = { origin: at, speed: 1 };
  const { clocks, rungs, stage, level, refused } = simulation;
  return {
    clocks: clocks.map((clock) => ({ ...presentClock(clock, base, labels), outcome: clock.status })),
    rungs: rungs.map((rung) => ({ ...rung, notify: [...rung.notify], at: moment(base, rung.at) })),
    class: simulation.class,
    stage,
    level,
    refused: refused.map((one) => ({ index: one.index, code: one.code, detail: say(one, locale) })),
  };
}
