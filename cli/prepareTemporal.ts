import { requireSettings } from '../config/environment.ts';
import type { Environment } from '../config/environment.ts';
import { isServing, prepareNamespace } from '../runtime/temporal.ts';
import { CommandError } from './installation.ts';

const WAIT_MS = 30_000;

/** `redress prepare-temporal`: namespace and search attributes on a Temporal server of one's own. Harmless to repeat. */
export async function prepareTemporal(env: Environment, out: (line: string) => void): Promise<number> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = requireSettings(env, ['TEMPORAL_ADDRESS']);
  if (!(await isServing(address, WAIT_MS))) throw new CommandError(`Temporal does not answer at ${address}; check TEMPORAL_ADDRESS`);
  await prepareNamespace(address, namespace);
  out(`namespace ${namespace} at ${address} is ready`);
  return 0;
}
