import type { Request } from 'express';
import type { Locale } from '../../language/bilingual.ts';

/** What the client prefers, else the installation's. */
export function localeOf(request: Request, installed: Locale): Locale {
  const other = installed === 'zh' ? 'en' : 'zh';
  return request.acceptsLanguages(installed, other) === other ? other : installed;
}
