import { setTimeout as pause } from 'node:timers/promises';
import type { Locale } from '../../language/bilingual.ts';
import { askApi } from '../installation/askApi.ts';
import { isBusy } from '../installation/isBusy.ts';
import { fail } from '../output/fail.ts';

export type RowsTarget = Readonly<{
  api: string;
  actor: string | undefined;
  locale: Locale;
  pack: string;
  /** `series` too. */
  register: string;
}>;

export type SentChange = Readonly<{
  id: string;
  change: 'new' | 'changed' | 'same';
  fields: readonly Readonly<{ name: string; from: unknown; to: unknown }>[];
}>;

export type RowsAnswer = Readonly<{
  rows: readonly SentChange[];
  /** Of a refusal. */
  faults: readonly Readonly<{ pointer: string; detail: string }>[];
}>;

type Body = Readonly<{
  rows?: readonly SentChange[];
  errors?: RowsAnswer['faults'];
  detail?: string;
}>;

/** Again while the service is busy; fails where nothing answers, or what no other row would be answered otherwise. */
export async function sendRows(
  { api, actor, locale, pack, register }: RowsTarget,
  rows: readonly object[],
  dryRun: boolean,
): Promise<RowsAnswer> {
  const path = register === 'series' ? '/v1/series' : `/v1/registers/${register}`;
  const method = register === 'series' ? 'PUT' : 'POST';
  const query = `?pack=${encodeURIComponent(pack)}${dryRun ? '&dryRun=true' : ''}`;
  for (;;) {
    const answer = await askApi(api, path + query, locale, { actor, method, body: JSON.stringify({ rows }) });
    const { status } = answer;
    if (isBusy(status)) {
      await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
      continue;
    }
    const body = (await answer.json().catch(() => ({}))) as Body;
    if (status === 200) return { rows: body.rows ?? [], faults: [] };
    if (status === 422 && body.errors !== undefined) return { rows: [], faults: body.errors };
    const said = body.detail ?? String(status);
    return fail({ zh: said, en: said });
  }
}
