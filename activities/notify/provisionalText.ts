import type { Locale } from '../../language/bilingual.ts';

export function provisionalText(version: string | undefined, locale: Locale): string {
  if (version === undefined) return '';
  return locale === 'zh' ? `(暂定,日历 ${version})` : ` (provisional, calendar ${version})`;
}
