import { defined } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';

/** With a body (JSON) it is a POST, unless `method` says otherwise. */
export type ApiRequest = Readonly<{
  actor?: string | undefined;
  body?: string;
  method?: 'POST' | 'PUT';
  headers?: Readonly<Record<string, string>>;
}>;

/** `undefined` without an answer. */
export function callApi(
  api: string,
  path: string,
  locale: Locale,
  { actor, body, headers, method = 'POST' }: ApiRequest = {},
): Promise<Response | undefined> {
  return fetch(api.replace(/\/$/, '') + path, {
    ...(body === undefined ? {} : { method, body }),
    headers: defined({
      'Accept-Language': locale,
      'Content-Type': body === undefined ? undefined : 'application/json',
      'X-Redress-Actor': actor,
      ...headers,
    }),
  }).catch(() => undefined);
}
