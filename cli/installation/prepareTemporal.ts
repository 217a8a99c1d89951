import { requireSettings, type Environment } from '../../config/environment.ts';
import type { Locale } from '../../language/locale.ts';
import { isServing, prepareNamespace } from '../../runtime/temporal/temporal.ts';
import { CommandError } from './installation.ts';

const WAIT_MS = 30_000;

/**
 * `redress prepare-temporal`: namespace and search attributes on a Temporal server of one's own. Harmless to repeat.
 */
export async function prepareTemporal(env: Environment, locale: Locale, out: (line: string) => void): Promise<number> {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = requireSettings(env, ['TEMPORAL_ADDRESS']);
  if (!(await isServing(address, WAIT_MS)))
    throw new CommandError({
      zh: `${address} 的 Temporal 没有应答;请核对 TEMPORAL_ADDRESS`,
      en: `Temporal does not answer at ${address}; check TEMPORAL_ADDRESS`,
    });
  await prepareNamespace(address, namespace);
  out(
    locale === 'zh' ? `${address} 上的命名空间 ${namespace} 已就绪` : `namespace ${namespace} at ${address} is ready`,
  );
  return 0;
}
