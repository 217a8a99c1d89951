import { defined } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';

/** `undefined` without an answer. With a body (JSON) it is a POST. */
export function callApi(
  api: string,
  path: string,
  locale: Locale,
  {
    actor,
    body,
    headers,
  }: Readonly<{
    actor?: string | undefined;
    body?: string;
    headers?: Readonly<Record<string, string>>;
  }> = {},
): Promise<Response | undefined> {
  return fetch(api.replace(/\/$/, '') + path, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: defined({
      'Accept-Language': locale,
      'Content-Type': body === undefined ? undefined : 'application/json',
      'X-Redress-Actor': actor,
      ...headers,
    }),
  }).catch(() => undefined);
}
