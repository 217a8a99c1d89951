import type { Environment } from '../../config/environment.ts';
import { readApi } from '../installation/readApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

export type HandInOptions = Readonly<{
  pack: string;
  day: string;
  unit: string;
  nil?: boolean;
  /** `registered=3`. */
  set?: readonly string[];
  by?: string;
  api?: string;
}>;

/** `redress duties hand-in <duty>`. Exit code 0. */
export async function handInDuty(
  env: Environment,
  out: Output,
  duty: string,
  { pack, by, api = runningInstallation(env).api, set = [], nil = false, day, unit }: HandInOptions,
): Promise<number> {
  const body = JSON.stringify({ unit, day, nil, body: Object.fromEntries(set.map(entryOf)) });
  const path = `/v1/duties/${encodeURIComponent(pack)}/${encodeURIComponent(duty)}`;
  const { version, late } = await readApi<{ version: number; late: boolean }>(api, path, out.locale, {
    actor: by,
    body,
  });
  out.say({
    zh: `已报送${version > 1 ? `(第 ${version} 版)` : ''}${late ? ',迟报' : ''}`,
    en: `handed in${version > 1 ? ` (version ${version})` : ''}${late ? ', late' : ''}`,
  });
  return 0;
}

function entryOf(text: string): readonly [string, number | boolean] {
  const [, name = '', value = ''] = /^([A-Za-z][\w-]*)=(true|false|\d{1,9})$/.exec(text) ?? [];
  if (name === '')
    fail({
      zh: `--set 应如 registered=3 或 answered=true:${text}`,
      en: `--set is such as registered=3 or answered=true: ${text}`,
    });
  return [name, value === 'true' || value === 'false' ? value === 'true' : Number(value)];
}
