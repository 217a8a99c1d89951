import { requireSettings, type Environment } from '../../config/environment.ts';
import { prepareNamespace } from '../../runtime/temporal/prepareNamespace.ts';
import { whyNotServing } from '../../runtime/temporal/serving.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

const WAIT_MS = 30_000;

/** `redress prepare-temporal`: for a bank's own server. Safe to repeat. */
export async function prepareTemporal(env: Environment, out: Output): Promise<number> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = requireSettings(env, ['TEMPORAL_ADDRESS']);
  const at = { ...env.temporal, address };
  const reason = await whyNotServing(at, WAIT_MS);
  if (reason !== undefined)
    fail({
      zh: `${address} 的 Temporal 没有应答(${reason});请核对 TEMPORAL_ADDRESS、TEMPORAL_API_KEY 与 TEMPORAL_TLS_*`,
      en:
        `Temporal does not answer at ${address} (${reason}); ` +
        'check TEMPORAL_ADDRESS, TEMPORAL_API_KEY and TEMPORAL_TLS_*',
    });
  await prepareNamespace(at, namespace);
  out.say({ zh: `${address} 上的命名空间 ${namespace} 已就绪`, en: `namespace ${namespace} at ${address} is ready` });
  return 0;
}
