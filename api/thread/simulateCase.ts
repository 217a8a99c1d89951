import type { z } from 'zod';
import type { simulationSchema } from '../../contracts/httpPack.ts';
import { simulate } from '../../domain/simulate.ts';
import { PackLabels } from '../packLabels.ts';
import { presentSimulation } from '../presentSimulation.ts';
import { problemOf } from '../problem.ts';
import { simulationInput } from '../simulationInput.ts';
import type { SimulateAsk } from './tasks.ts';

/** What would happen. Throws the problem of a case that the pack does not take. */
export function simulateCase({ pack, body, locale }: SimulateAsk): z.infer<typeof simulationSchema> {
  const input = simulationInput(pack.engine, body);
  const result = simulate(pack.engine, input);
  if (!result.ok) throw problemOf(result.rejection);
  return presentSimulation(result.value, input.at, new PackLabels(pack.authored, locale), locale);
}
