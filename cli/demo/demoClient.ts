import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ComplaintView, notificationsSchema, timelineSchema } from '../../contracts/http/httpComplaint.ts';
import type { Locale } from '../../language/bilingual.ts';
import type { DemoMove } from '../../packs/load/demonstration.ts';
import { askApi } from '../installation/askApi.ts';

/** The demo's administrator, where a move names nobody. */
const WHO = 'local';

/** Throws the API's own words. */
export function demoClient(api: string, locale: Locale) {
  const ask = (path: string, body?: unknown, actor = WHO): Promise<Response> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Idempotency-Key': randomUUID() } };
    return askApi(api, `/v1/complaints${path}`, locale, { actor, ...sent });
  };
  const call = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await ask(path, body);
    if (!answer.ok) throw new Error(`/v1/complaints${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  return {
    open: (body: unknown) => call<ComplaintView>('', body),
    /** `undefined` when done, else why the rules refused. */
    act: async (no: string, [, action, fields, actor]: DemoMove): Promise<string | undefined> => {
      const answer = await ask(`/${no}/actions/${action}`, { fields }, actor);
      return answer.ok ? undefined : ((await answer.json()) as { detail?: string }).detail;
    },
    view: (no: string) => call<ComplaintView>(`/${no}`),
    timeline: async (no: string) => (await call<z.infer<typeof timelineSchema>>(`/${no}/timeline`)).items,
    notifications: async (no: string) =>
      (await call<z.infer<typeof notificationsSchema>>(`/${no}/notifications`)).items,
  };
}
