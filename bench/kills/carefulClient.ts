/**
 * A client that does what the documentation says: the same key until somebody has said yes or no, and every answer
 * written down.
 */

import { createHash } from 'node:crypto';
import { commandIdOf } from '../../api/cases/performAction.ts';
import { isBusy } from '../../cli/installation/isBusy.ts';
import type { Books } from './books.ts';
import type { Move, Rehearsal } from './rehearsal.ts';

const WAIT_MS = 400;
/** Longer than any answer of the service takes. */
const PATIENCE_MS = 30_000;

interface Answer {
  readonly status: number;
  /** Seconds. */
  readonly retryAfter: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ClientOptions {
  readonly api: string;
  readonly speed: number;
  readonly books: Books;
  /** Begins every key of this run. */
  readonly run: string;
}

export class CarefulClient {
  readonly #options: ClientOptions;
  readonly #opened = new Map<number, { readonly no: string; readonly at: number }>();
  readonly #settled = new Set<string>();
  #asked = 0;
  #acted = 0;
  #refused = 0;

  constructor(options: ClientOptions) {
    this.#options = options;
    for (const line of options.books.clients()) {
      if (line.what === 'asked') this.#asked = Math.max(this.#asked, line.index + 1);
      if (line.what === 'opened') this.#opened.set(line.index, line);
      if (line.what === 'acted' || line.what === 'refused') this.#settled.add(`${line.index}/${line.move}`);
      if (line.what === 'acted') this.#acted += 1;
      if (line.what === 'refused') this.#refused += 1;
    }
  }

  get progress(): {
    readonly asked: number;
    readonly opened: number;
    readonly acted: number;
    readonly refused: number;
  } {
    return { asked: this.#asked, opened: this.#opened.size, acted: this.#acted, refused: this.#refused };
  }

  /** Opens the case and does what its people do, each at its time or as soon after as can be. */
  async live(one: Rehearsal): Promise<void> {
    const opened = this.#opened.get(one.index) ?? (await this.#open(one));
    for (const [index, move] of one.moves.entries()) {
      if (this.#settled.has(`${one.index}/${index}`)) continue;
      await sleep(opened.at + (move.minute * 60_000) / this.#options.speed - Date.now());
      await this.#act(one, index, move, opened.no);
    }
  }

  async #open(one: Rehearsal): Promise<{ readonly no: string; readonly at: number }> {
    const { books, run } = this.#options;
    const key = `${run}-${one.index}`;
    books.toldClient({ what: 'asked', index: one.index, key });
    this.#asked = Math.max(this.#asked, one.index + 1);
    const { status, body } = await this.#untilAnswered('/v1/complaints', key, one.body);
    if (status !== 201) throw new Error(`a complaint was refused: ${status} ${JSON.stringify(body)}`);
    const opened = { no: String(body['no']), at: Date.parse(String(body['registeredAt'])) };
    books.toldClient({ what: 'opened', index: one.index, ...opened });
    this.#opened.set(one.index, opened);
    return opened;
  }

  async #act(one: Rehearsal, index: number, move: Move, no: string): Promise<void> {
    const { books, run } = this.#options;
    const key = `${run}-${one.index}-${index}`;
    const path = `/v1/complaints/${no}/actions/${move.action}`;
    const command = commandIdOf({ scope: `${move.actor} POST ${path}`, key });
    books.toldClient({ what: 'acting', index: one.index, move: index, no, command });
    const { status, body } = await this.#untilAnswered(path, key, { fields: move.fields }, move.actor);
    if (status === 200) {
      this.#acted += 1;
      books.toldClient({ what: 'acted', index: one.index, move: index, seq: Number(body['seq']) });
    } else {
      this.#refused += 1;
      books.toldClient({ what: 'refused', index: one.index, move: index, status, code: String(body['code']) });
    }
  }

  async #untilAnswered(path: string, key: string, body: unknown, actor?: string): Promise<Answer> {
    for (;;) {
      const answer = await this.#post(path, key, body, actor);
      if (answer !== undefined && answer.status < 500 && !isBusy(answer.status)) return answer;
      await sleep(Math.max(WAIT_MS, (answer?.retryAfter ?? 0) * 1_000));
    }
  }

  async #post(path: string, key: string, body: unknown, actor: string | undefined): Promise<Answer | undefined> {
    try {
      const answer = await fetch(this.#options.api + path, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
          ...(actor === undefined ? {} : { 'X-Redress-Actor': actor }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return {
        status: answer.status,
        retryAfter: Number(answer.headers.get('retry-after') ?? 0),
        body: (await answer.json()) as Readonly<Record<string, unknown>>,
      };
    } catch {
      return undefined;
    }
  }
}

/** Name of a run's keys: new for every folder of books, the same when it goes on. */
export function runName(folder: string, seed: number): string {
  return `k${seed}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
