import type { Locale } from '../../language/bilingual.ts';
import { fail } from '../output/fail.ts';
import { callApi, type ApiRequest } from './callApi.ts';

/** The answer, whatever it is; ends the command where nothing answers. */
export async function askApi(api: string, path: string, locale: Locale, request?: ApiRequest): Promise<Response> {
  return (
    (await callApi(api, path, locale, request)) ?? fail({ zh: `${api} 没有应答`, en: `nothing answers at ${api}` })
  );
}
