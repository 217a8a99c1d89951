/**
 * A running installation as races see it: plain HTTP on connections of their own, and the log to compare answers with.
 */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { projectRoot } from '../../config/projectRoot.ts';
import type { RecordedEvent } from '../../domain/case/event.ts';
import { readDemonstration } from '../../packs/load/demonstration.ts';
import type { Database } from '../../store/database/database.ts';
import { readLog } from '../../store/log/eventLog.ts';

/** The demonstration's first complaint: an ordinary one at an outlet. */
const first = readDemonstration(join(projectRoot(), 'packs')).cases[0]?.intake;

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One hour of a case is one minute: nothing lapses while people act. */
const CALM = { drill: { speed: 60 } };
/** One hour of a case is one second. */
export const QUICK = { drill: { speed: 3_600 } };

export class RaceBed {
  readonly api: string;
  readonly db: Database;
  #people = 0;

  constructor(api: string, db: Database) {
    this.api = api;
    this.db = db;
  }

  /**
   * Registers a rehearsal of a customer of its own; `over` replaces parts of the request. Returns number and due
   * moments by clock, epoch ms.
   */
  async open(
    over: Readonly<Record<string, unknown>> = {},
  ): Promise<{ readonly no: string; readonly due: ReadonlyMap<string, number> }> {
    this.#people += 1;
    const phone = `1391${String(this.#people).padStart(7, '0')}`;
    const body = {
      ...first,
      fields: {},
      complainant: { name: '竞态', phone },
      ...CALM,
      ...over,
    };
    const answer = await this.post('/v1/complaints', body);
    if (answer.status !== 201) throw new Error(`not registered: ${answer.status} ${JSON.stringify(answer.body)}`);
    const clocks = answer.body['clocks'] as readonly { readonly id: string; readonly dueAt: string }[];
    return { no: String(answer.body['no']), due: new Map(clocks.map((clock) => [clock.id, Date.parse(clock.dueAt)])) };
  }

  /** Asks for an action; a service that is busy is asked again with the same key. */
  act(
    no: string,
    action: string,
    fields: Readonly<Record<string, unknown>> = {},
    actor = 'handler-renminlu',
    key: string = randomUUID(),
  ): Promise<Answered> {
    return this.post(`/v1/complaints/${no}/actions/${action}`, { fields }, actor, key);
  }

  async post(path: string, body: unknown, actor?: string, key: string = randomUUID()): Promise<Answered> {
    for (;;) {
      const answer = await fetch(this.api + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'Idempotency-Key': key,
          ...(actor === undefined ? {} : { 'X-Redress-Actor': actor }),
        },
        body: JSON.stringify(body),
      });
      const read = { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
      if (read.status !== 503) return read;
      await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
    }
  }

  async log(no: string): Promise<readonly RecordedEvent[]> {
    return (await readLog(this.db, no)).map((one) => one.event);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
