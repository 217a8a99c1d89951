import { requireSettings, type Environment } from '../../config/environment.ts';
import { isServing, prepareNamespace } from '../../runtime/temporal/temporal.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

const WAIT_MS = 30_000;

/** `redress prepare-temporal`: for a bank's own server. Safe to repeat. */
export async function prepareTemporal(env: Environment, out: Output): Promise<number> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = requireSettings(env, ['TEMPORAL_ADDRESS']);
  if (!(await isServing(address, WAIT_MS)))
    fail({
      zh: `${address} 的 Temporal 没有应答;请核对 TEMPORAL_ADDRESS`,
      en: `Temporal does not answer at ${address}; check TEMPORAL_ADDRESS`,
    });
  await prepareNamespace(address, namespace);
  out.say({ zh: `${address} 上的命名空间 ${namespace} 已就绪`, en: `namespace ${namespace} at ${address} is ready` });
  return 0;
}
