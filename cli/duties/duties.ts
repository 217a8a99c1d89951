import type { z } from 'zod';
import type { Environment } from '../../config/environment.ts';
import type { dutiesSchema } from '../../contracts/http/httpDuties.ts';
import { sayMoment } from '../../domain/time/sayMoment.ts';
import { defined } from '../../domain/values/own.ts';
import { readApi } from '../installation/readApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { hostZone } from '../output/hostZone.ts';
import type { Output } from '../output/output.ts';
import { table } from '../output/table.ts';

export type DutiesOptions = Readonly<{
  pack?: string;
  duty?: string;
  unit?: string;
  from?: string;
  to?: string;
  missing?: boolean;
  by?: string;
  api?: string;
}>;

type Page = z.infer<typeof dutiesSchema>;

/** `redress duties`: what units owe and have handed in, the latest day first. Exit code 0. */
export async function duties(env: Environment, out: Output, options: DutiesOptions): Promise<number> {
  const { by, api = runningInstallation(env).api, pack, duty, unit, from, to, missing } = options;
  const asked = new URLSearchParams(
    defined({ pack, duty, unit, from, to, missing: missing === true ? 'true' : undefined, limit: '200' }),
  );
  const said: Page = await readApi(api, `/v1/duties?${asked.toString()}`, out.locale, { actor: by });
  if (said.items.length === 0) {
    out.say({ zh: '没有应报项目', en: 'nothing is owed' });
    return 0;
  }
  const head = {
    zh: ['日期', '包', '职责', '单位', '到期', '报送', '更正'],
    en: ['day', 'pack', 'duty', 'unit', 'due', 'handed in', 'version'],
  }[out.locale];
  const moment = (at: string): string => sayMoment(Date.parse(at), hostZone, out.locale);
  const stateOf = ({ doneAt, late, nil }: Page['items'][number]): string => {
    const words =
      doneAt === null
        ? late
          ? { zh: '逾期未报', en: 'overdue' }
          : { zh: '未报', en: 'not yet' }
        : { zh: `${moment(doneAt)}${late ? '(迟报)' : ''}`, en: `${moment(doneAt)}${late ? ' (late)' : ''}` };
    return words[out.locale] + (nil === true ? { zh: ' 零报告', en: ', nil' }[out.locale] : '');
  };
  const rows = said.items.map((one) => [
    one.day,
    one.pack,
    `${one.title} (${one.duty})`,
    one.unit,
    moment(one.dueAt),
    stateOf(one),
    String(one.version),
  ]);
  for (const line of table(head, rows)) out.line(line);
  if (said.nextCursor !== null)
    out.say({ zh: '(仅列前200行,请缩小范围)', en: '(the first 200; narrow the question for the rest)' });
  return 0;
}
