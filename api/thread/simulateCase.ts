import type { z } from 'zod';
import type { simulationSchema } from '../../contracts/httpPack.ts';
import { simulate } from '../../domain/whatif/simulate.ts';
import { PackLabels } from '../present/packLabels.ts';
import { presentSimulation } from '../whatif/presentSimulation.ts';
import { problemOf } from '../problems/problem.ts';
import { simulationInput } from '../input/simulationInput.ts';
import type { SimulateAsk } from './tasks.ts';

/** What would happen. Throws the problem of a case that the pack does not take. */
export function simulateCase({ pack, body, locale }: SimulateAsk): z.infer<typeof simulationSchema> {
  const input = simulationInput(pack.engine, body);
  const result = simulate(pack.engine, input);
  if (!result.ok) throw problemOf(result.rejection);
  return presentSimulation(result.value, input.at, new PackLabels(pack.authored, locale), locale);
}
