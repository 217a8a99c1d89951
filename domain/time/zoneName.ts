import type { Bilingual, Locale } from '../../language/bilingual.ts';

const BEIJING: Bilingual = { zh: '北京时间', en: 'Beijing time' };
/** As people who live there say it. */
const USUAL = new Map([
  ['Asia/Shanghai', BEIJING],
  ['Asia/Chongqing', BEIJING],
  ['Asia/Harbin', BEIJING],
  ['PRC', BEIJING],
]);

/** Making one costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What a zone is called at a moment: `北京时间`, `British Summer Time`, `GMT+05:30`. Throws for an unknown zone. */
export function zoneName(at: number, zone: string, locale: Locale): string {
  const usual = USUAL.get(zone);
  if (usual !== undefined) return usual[locale];
  const key = `${locale} ${zone}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    const language = locale === 'zh' ? 'zh-CN' : 'en-GB';
    formatter = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'long' });
    formatters.set(key, formatter);
  }
  return formatter.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
