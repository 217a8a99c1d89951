import type { Bilingual, Locale } from '../../language/bilingual.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { keyWords } from './diffWords.ts';
import type { PackChange } from './packDiff.ts';
import { depthOf, partsOf } from './partsOf.ts';
import { sayValue } from './sayValue.ts';

/** Longer ones take several lines. */
const ONE_LINE = 100;

/** The label says these. */
const IN_LABEL = ['id', 'at', 'class', 'title', 'rule'];

/** All settings of a new thing. */
export function sayChange(
  { path, label, before, after }: PackChange,
  packs: { readonly before: AuthoredPack; readonly after: AuthoredPack },
  locale: Locale,
): readonly string[] {
  const [colon, isNew, isGone] = locale === 'zh' ? [':', ':新增', ':取消'] : [': ', ' is new', ' is gone'];
  const isThing = path.length === depthOf(path[0] ?? '');
  const said = `- ${label[locale]}`;
  if (isThing && after === undefined) return [said + isGone];
  if (isThing && before === undefined) {
    const parts = [...(partsOf(path, after) ?? [])].filter(([key]) => !IN_LABEL.includes(key));
    const lines = parts.map(([key, part]) => {
      const value = sayValue(part, [...path, key], packs.after)[locale];
      return `    ${keyWords(path[0] ?? '', key)[locale]}${colon}${oneLine(value)}`;
    });
    return [said + isNew, ...lines];
  }
  const [from, to] = inLocale(sayValue(before, path, packs.before), sayValue(after, path, packs.after), locale);
  return from.length + to.length > ONE_LINE
    ? [said + colon.trim(), `    ${from}`, `  → ${to}`]
    : [`${said}${colon}${from} → ${to}`];
}

/** Texts that differ only in the other language are said in both. */
function inLocale(from: Bilingual, to: Bilingual, locale: Locale): readonly [string, string] {
  const other: Locale = locale === 'zh' ? 'en' : 'zh';
  const both = from[locale] === to[locale];
  const said = (one: Bilingual): string => oneLine(both ? `${one[locale]} / ${one[other]}` : one[locale]);
  return [said(from), said(to)];
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' / ');
}
