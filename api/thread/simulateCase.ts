import type { z } from 'zod';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { simulateBodySchema, simulationSchema } from '../../contracts/http/httpPack.ts';
import { simulate } from '../../domain/whatif/simulate.ts';
import type { Locale } from '../../language/bilingual.ts';
import { simulationInput } from '../input/simulationInput.ts';
import { PackLabels } from '../present/packLabels.ts';
import { problemOf } from '../problems/problem.ts';
import { presentSimulation } from '../whatif/presentSimulation.ts';

export type SimulateAsk = Readonly<{
  pack: RegisteredPack;
  body: z.infer<typeof simulateBodySchema>;
  locale: Locale;
}>;

/** Throws a problem when the pack refuses the case. */
export function simulateCase({ pack, body, locale }: SimulateAsk): z.infer<typeof simulationSchema> {
  const input = simulationInput(pack.engine, body);
  const result = simulate(pack.engine, input);
  if (!result.ok) throw problemOf(result.rejection);
  return presentSimulation(result.value, input.at, new PackLabels(pack.authored, locale), locale);
}
