import type { z } from 'zod';
import type { simulationSchema } from '../../contracts/http/httpPack.ts';
import type { Simulation } from '../../domain/whatif/simulate.ts';
import type { Locale } from '../../language/bilingual.ts';
import { say } from '../../language/phrase.ts';
import type { PackLabels } from '../present/packLabels.ts';
import { moment, presentClock } from '../present/presentView.ts';

/** `at`: registration; `locale`: of refusals. */
export function presentSimulation(
  { state, rungs, refused }: Simulation,
  at: number,
  labels: PackLabels,
  locale: Locale = 'en',
): z.infer<typeof simulationSchema> {
  const base = { origin: at, speed: 1 };
  return {
    clocks: state.clocks.map((clock) => ({ ...presentClock(clock, base, labels), outcome: clock.status })),
    rungs: rungs.map((rung) => ({ ...rung, notify: [...rung.notify], at: moment(base, rung.at) })),
    class: state.class,
    stage: state.stage,
    level: state.level,
    refused: refused.map((one) => ({ index: one.index, code: one.code, detail: say(one, locale) })),
  };
}
