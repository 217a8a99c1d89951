import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type {
  ComplaintView,
  notificationsSchema,
  TimelineItem,
  timelineSchema,
} from '../../contracts/httpComplaint.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { DemoMove } from '../../packs/load/demonstration.ts';
import { callApi } from '../installation/callApi.ts';
import { fail } from '../output/fail.ts';

type Notifications = z.infer<typeof notificationsSchema>['items'];

/** The demo's administrator, where a move names nobody. */
const WHO = 'local';

/** Throws the API's own words. */
export class DemoClient {
  readonly #api: string;
  readonly #locale: Locale;

  constructor(api: string, locale: Locale) {
    this.#api = api;
    this.#locale = locale;
  }

  open(body: unknown): Promise<ComplaintView> {
    return this.#call('', body);
  }

  /** `undefined` when done, else why the rules refused. */
  async act(no: string, [, action, fields, actor]: DemoMove): Promise<string | undefined> {
    const answer = await this.#ask(`/${no}/actions/${action}`, { fields }, actor);
    return answer.ok ? undefined : ((await answer.json()) as { detail?: string }).detail;
  }

  async timeline(no: string): Promise<readonly TimelineItem[]> {
    return (await this.#call<z.infer<typeof timelineSchema>>(`/${no}/timeline`)).items;
  }

  async notifications(no: string): Promise<Notifications> {
    return (await this.#call<{ readonly items: Notifications }>(`/${no}/notifications`)).items;
  }

  async #call<T>(path: string, body?: unknown): Promise<T> {
    const answer = await this.#ask(path, body);
    if (!answer.ok) throw new Error(`/v1/complaints${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async #ask(path: string, body?: unknown, actor = WHO): Promise<Response> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Idempotency-Key': randomUUID() } };
    return (
      (await callApi(this.#api, `/v1/complaints${path}`, this.#locale, { actor, ...sent })) ??
      fail({ zh: `${this.#api} 没有应答`, en: `nothing answers at ${this.#api}` })
    );
  }
}
