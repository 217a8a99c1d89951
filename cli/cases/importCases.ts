/**
 * `redress import`: many complaints from a file, no faster than the service takes them without making anybody else
 * wait.
 */

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Locale } from '../../language/locale.ts';
import { textOf } from '../installation/textOf.ts';
import { IMPORT_WORDS } from './importWords.ts';
import { CommandError } from '../installation/installation.ts';

export interface ImportOptions {
  readonly api: string;
  readonly file: string;
  /** Complaints a second, at most. */
  readonly rate: number;
  readonly actor?: string;
  /** Where refused lines go, each with the reason. */
  readonly rejects: string;
  readonly locale: Locale;
  readonly out: (line: string) => void;
}

interface Line {
  readonly number: number;
  readonly text: string;
  readonly body: unknown;
}

const SAY_EVERY = 100;
const PAUSE_MS = 1_000;

/**
 * Registers each line (one JSON body of `POST /v1/complaints`) of the file. A line's key is its content and number, so
 * that the same file again registers nothing twice: after an interruption simply start it again. Returns 1 when any
 * line was refused.
 */
export async function importCases(options: ImportOptions): Promise<number> {
  const w = IMPORT_WORDS[options.locale];
  const lines = readLines(options.file);
  const refused: string[] = [];
  let registered = 0;
  let known = 0;
  for (const [index, line] of lines.entries()) {
    const turn = pause(1_000 / options.rate);
    const answer = await register(options, line);
    if (answer.refusal !== undefined)
      refused.push(JSON.stringify({ line: line.number, ...answer.refusal, body: line.body }));
    else if (answer.replayed) known += 1;
    else registered += 1;
    if ((index + 1) % SAY_EVERY === 0)
      options.out(w.progress(index + 1, lines.length, w.counts(registered, known, refused.length)));
    await turn;
  }
  if (refused.length > 0) writeFileSync(options.rejects, `${refused.join('\n')}\n`, { mode: 0o600 });
  options.out(w.counts(registered, known, refused.length) + (refused.length > 0 ? w.see(options.rejects) : ''));
  return refused.length === 0 ? 0 : 1;
}

/** All lines, before the first is sent; throws with the number of the first that is no JSON object. */
function readLines(file: string): readonly Line[] {
  const lines = textOf(file)
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ number: index + 1, text: line }]));
  return lines.map((line) => {
    const body = parsed(line.text);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new CommandError({
        zh: `${file}:${line.number}:1: 应为一个 JSON 对象:POST /v1/complaints 的请求正文`,
        en: `${file}:${line.number}:1: must be one JSON object: the body of POST /v1/complaints`,
      });
    return { ...line, body };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Answer {
  readonly replayed: boolean;
  readonly refusal?: { readonly status: number; readonly code?: string; readonly detail?: string };
}

/** One line, again and again while the service is away or busy. */
async function register(options: ImportOptions, line: Line): Promise<Answer> {
  const key = createHash('sha256').update(`${line.number}\n${line.text.trim()}`).digest('hex');
  for (;;) {
    const answer = await fetch(`${options.api}/v1/complaints`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        Priority: 'u=6',
        'Accept-Language': options.locale,
        ...(options.actor === undefined ? {} : { 'X-Redress-Actor': options.actor }),
      },
      body: line.text,
    }).catch(() => undefined);
    if (answer?.status === 201) {
      await answer.arrayBuffer();
      return { replayed: answer.headers.get('idempotency-replayed') === 'true' };
    }
    const again = answer === undefined || answer.status === 429 || answer.status === 409 || answer.status >= 500;
    if (!again) {
      const { code, detail } = (await answer.json()) as { readonly code?: string; readonly detail?: string };
      return {
        replayed: false,
        refusal: {
          status: answer.status,
          ...(code === undefined ? {} : { code }),
          ...(detail === undefined ? {} : { detail }),
        },
      };
    }
    await answer?.arrayBuffer();
    await pause(Number(answer?.headers.get('retry-after') ?? 1) * PAUSE_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
