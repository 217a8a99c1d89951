import type { Request } from 'express';
import type { Locale } from '../../language/locale.ts';

/** The language that whoever asks wants most, else that of the installation. */
export function localeOf(request: Request, installed: Locale): Locale {
  const other = installed === 'zh' ? 'en' : 'zh';
  return request.acceptsLanguages(installed, other) === other ? other : installed;
}
