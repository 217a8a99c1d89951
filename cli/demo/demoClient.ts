import { randomUUID } from 'node:crypto';
import type { DemoMove } from '../../packs/load/demonstration.ts';

export interface DemoView {
  readonly no: string;
  readonly level: string;
  readonly category: string;
  readonly stage: string;
  readonly class: string;
  readonly clocks: readonly DemoClock[];
}

export interface DemoClock {
  readonly label: string;
  readonly rule?: string;
  readonly dueAt: string;
  readonly provisional: boolean;
  readonly calendarVersion: string | null;
}

export interface DemoEntry {
  readonly at: string;
  readonly kind: 'event' | 'planned';
  readonly type?: string;
  readonly label?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface DemoNotification {
  readonly messageKey: string;
  readonly status: string;
  readonly plannedAt: string | null;
  readonly deliveredAt: string | null;
}

/**
 * Who asks where a move names nobody: the administrator of the demonstration's organisation. An installation may take
 * nobody unnamed.
 */
const WHO = 'local';

/** The few calls that the demonstration makes. Throws with the API's own words when one is refused. */
export class DemoClient {
  readonly #api: string;
  readonly #locale: string;

  constructor(api: string, locale: string) {
    this.#api = api.replace(/\/$/, '');
    this.#locale = locale;
  }

  async open(body: unknown): Promise<DemoView> {
    return (await this.#call('POST', '/v1/complaints', body)) as DemoView;
  }

  /** `undefined` when done, otherwise the reason why the rules refused it. */
  async act(no: string, [, action, fields, actor]: DemoMove): Promise<string | undefined> {
    const answer = await this.#request('POST', `/v1/complaints/${no}/actions/${action}`, { fields }, actor);
    return answer.ok ? undefined : ((await answer.json()) as { detail?: string }).detail;
  }

  async events(no: string): Promise<readonly DemoEntry[]> {
    return (await this.#timeline(no)).filter((entry) => entry.kind === 'event');
  }

  async somethingPlanned(no: string): Promise<boolean> {
    return (await this.#timeline(no)).some((entry) => entry.kind === 'planned');
  }

  async notifications(no: string): Promise<readonly DemoNotification[]> {
    return ((await this.#call('GET', `/v1/complaints/${no}/notifications`)) as { items: readonly DemoNotification[] })
      .items;
  }

  async #timeline(no: string): Promise<readonly DemoEntry[]> {
    return ((await this.#call('GET', `/v1/complaints/${no}/timeline`)) as { items: readonly DemoEntry[] }).items;
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.#request(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  #request(method: string, path: string, body?: unknown, actor = WHO): Promise<Response> {
    return fetch(this.#api + path, {
      method,
      headers: {
        'Accept-Language': this.#locale,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
        'X-Redress-Actor': actor,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
