import { plain, type Locale } from '../../language/bilingual.ts';
import { fail } from '../output/fail.ts';
import { askApi } from './askApi.ts';
import type { ApiRequest } from './callApi.ts';

/** The body of a success; ends the command with the API's own words where it refuses. */
export async function readApi<Body>(api: string, path: string, locale: Locale, request?: ApiRequest): Promise<Body> {
  const answer = await askApi(api, path, locale, request);
  if (answer.ok) return (await answer.json()) as Body;
  const { detail } = (await answer.json().catch(() => ({}))) as { readonly detail?: string };
  return fail(
    detail === undefined ? { zh: `接口返回 ${answer.status}`, en: `the API answered ${answer.status}` } : plain(detail),
  );
}
