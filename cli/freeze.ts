import type { Environment } from '../config/environment.ts';
import type { FreezeAnswer } from '../api/freezePeriod.ts';
import { CommandError, runningInstallation } from './installation.ts';

export interface FreezeOptions {
  readonly until: string;
  readonly pack?: string;
  readonly by?: string;
  /** Address of the API; that of the running installation by default. */
  readonly api?: string;
}

/** `redress freeze`: closes a period by the API, portion by portion. One line of figures; the exit code is 0. */
export async function freeze(env: Environment, options: FreezeOptions, out: (line: string) => void): Promise<number> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(options.until)) throw new CommandError('--until takes a date such as 2026-11-30');
  const api = options.api ?? runningInstallation(env).api;
  const left: Record<string, number> = {};
  let frozen = 0;
  for (let after: string | null | undefined; after !== null;) {
    const answer = await portion(api, options, after);
    frozen += answer.frozen;
    for (const [reason, count] of Object.entries(answer.left)) left[reason] = (left[reason] ?? 0) + count;
    after = answer.next;
  }
  const reasons = Object.entries(left).map(([reason, count]) => `${count} ${reason}`);
  out(`${frozen} classes frozen until ${options.until}${reasons.length === 0 ? '' : `; left as they are: ${reasons.join(', ')}`}`);
  return 0;
}

async function portion(api: string, { until, pack, by }: FreezeOptions, after: string | undefined): Promise<FreezeAnswer> {
  const headers = { 'Content-Type': 'application/json', ...(by === undefined ? {} : { 'X-Redress-Actor': by }) };
  const answer = await fetch(`${api}/v1/class-freezes`, { method: 'POST', headers, body: JSON.stringify({ until, pack, after }) }).catch(() => undefined);
  if (answer === undefined) throw new CommandError(`nothing answers at ${api}`);
  const body = (await answer.json()) as FreezeAnswer & { readonly detail?: string };
  if (!answer.ok) throw new CommandError(body.detail ?? `the API answered ${answer.status}`);
  return body;
}
