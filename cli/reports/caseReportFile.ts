import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../language/bilingual.ts';
import type { Format } from '../../report/reportOrder.ts';
import { callApi } from '../installation/callApi.ts';
import { fail } from '../output/fail.ts';

export type CaseAsk = Readonly<{ address: string; no: string; folder: string; by: string | undefined }>;

/** The retrospective of one complaint by the API, which knows who may see it; returns the file. */
export async function caseReportFile(
  locale: Locale,
  { address, by, folder, no }: CaseAsk,
  format: Format,
): Promise<string> {
  const path = `/v1/complaints/${encodeURIComponent(no)}/retrospective?format=${format}&locale=${locale}`;
  const answer = address === '' ? undefined : await callApi(address, path, locale, { actor: by });
  if (answer === undefined)
    return fail({
      zh: `接口没有应答(${address || '未启动'});请先 redress up,或用 --api 指明地址`,
      en: `the API does not answer (${address || 'nothing runs'}); redress up first, or name it by --api`,
    });
  if (!answer.ok) {
    const { detail = answer.statusText } = (await answer.json()) as { detail?: string };
    return fail({ zh: detail, en: detail });
  }
  const file = join(folder, `${no}.${locale}.${format}`);
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
  return file;
}
