import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Environment } from '../../config/environment.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { callApi } from '../installation/callApi.ts';
import { runningInstallation } from '../installation/installation.ts';
import { textOf } from '../../packs/source/textOf.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { fail } from '../output/fail.ts';
import type { Output } from '../output/output.ts';

export type ImportOptions = Readonly<{
  /** Complaints a second at most. */
  rate: string;
  /** Default: the running installation's. */
  api?: string;
  actor?: string;
  /** For refused lines, each with its reason. */
  rejects?: string;
}>;

type Line = Readonly<{
  number: number;
  body: unknown;
}>;

const SAY_EVERY = 100;

/**
 * `redress import`: registers each line (a JSON body of `POST /v1/complaints`), behind other requests. A line's key is
 * its content, wherever it stands: the same complaints again are registered once. Returns 1 when a line was refused.
 */
export async function importCases(
  env: Environment,
  out: Output,
  file: string,
  options: ImportOptions,
): Promise<number> {
  const { rejects = `${file}.rejects`, actor } = options;
  const rate = Number(options.rate);
  if (!(rate > 0 && rate <= 1_000))
    fail({ zh: '--rate 须为大于 0、不超过 1000 的数', en: '--rate takes a number above 0, 1000 at most' });
  const api = options.api ?? runningInstallation(env).api;
  const lines = readLines(file);
  const refused: string[] = [];
  let registered = 0;
  let known = 0;
  const counts = (): Bilingual => ({
    zh: `登记 ${registered} 件,此前已登记 ${known} 件,被拒 ${refused.length} 件`,
    en: `${registered} registered, ${known} known already, ${refused.length} refused`,
  });
  for (const [index, line] of lines.entries()) {
    const turn = pause(1_000 / rate);
    const answer = await register(api, out, actor, line);
    if (answer === 'registered') registered += 1;
    else if (answer === 'known') known += 1;
    else refused.push(JSON.stringify({ line: line.number, ...answer, body: line.body }));
    const done = index + 1;
    if (done % SAY_EVERY === 0) {
      const { zh, en } = counts();
      out.say({ zh: `${done} / ${lines.length}:${zh}`, en: `${done} of ${lines.length}: ${en}` });
    }
    await turn;
  }
  const { zh, en } = counts();
  if (refused.length === 0) {
    out.say({ zh, en });
    return 0;
  }
  writeFileSync(rejects, `${refused.join('\n')}\n`, { mode: 0o600 });
  out.say({ zh: `${zh};被拒行见 ${rejects}`, en: `${en}; see ${rejects}` });
  return 1;
}

/** Fails at the first line that is no JSON object. */
function readLines(file: string): readonly Line[] {
  return textOf(file)
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return [];
      const number = index + 1;
      const body = parsed(text);
      if (typeof body !== 'object' || body === null || Array.isArray(body))
        fail({
          zh: `${file}:${number}:1: 应为一个 JSON 对象:POST /v1/complaints 的请求正文`,
          en: `${file}:${number}:1: must be one JSON object: the body of POST /v1/complaints`,
        });
      return [{ number, body }];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Refusal = Readonly<{
  status: number;
  code: string | undefined;
  detail: string | undefined;
}>;

/** Again while the service is away or busy. */
async function register(
  api: string,
  { locale }: Output,
  actor: string | undefined,
  { body }: Line,
): Promise<'registered' | 'known' | Refusal> {
  // One form of the same content, wherever it stands in the file and however it is written.
  const text = canonicalJson(body);
  const key = createHash('sha256').update(text).digest('hex');
  const headers = { 'Idempotency-Key': key, Priority: 'u=6' };
  for (;;) {
    const answer = await callApi(api, '/v1/complaints', locale, { actor, body: text, headers });
    const { code, detail } = ((await answer?.json().catch(() => undefined)) ?? {}) as Partial<Refusal>;
    if (answer !== undefined && answer.status < 500 && answer.status !== 429 && code !== 'request-running') {
      if (code === 'reference-known') return 'known';
      if (answer.status !== 201) return { status: answer.status, code, detail };
      return answer.headers.get('idempotency-replayed') === 'true' ? 'known' : 'registered';
    }
    await pause(Number(answer?.headers.get('retry-after') ?? 1) * 1_000);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
