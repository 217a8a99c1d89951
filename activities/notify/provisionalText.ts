import type { Locale } from '../../language/locale.ts';

/** The mark behind a due moment that still waits for its calendar; empty for one that is settled. */
export function provisionalText(version: string | undefined, locale: Locale): string {
  if (version === undefined) return '';
  return locale === 'zh' ? `(暂定,日历 ${version})` : ` (provisional, calendar ${version})`;
}
