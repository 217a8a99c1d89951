import type { Bilingual } from '../../language/bilingual.ts';
import type { Locale } from '../../language/locale.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import type { PackChange } from './packDiff.ts';
import { depthOf, partsOf } from './partsOf.ts';
import { sayValue } from './sayValue.ts';
import { keyWords } from './diffWords.ts';

/** Longer ones stand below each other. */
const ONE_LINE = 100;

/** Settings of a thing that its label says. */
const IN_LABEL = ['id', 'at', 'class', 'title', 'rule'];

/** The lines of one change; of a thing that is new, all that it says. */
export function sayChange(
  { path, label, before, after }: PackChange,
  packs: { readonly before: AuthoredPack; readonly after: AuthoredPack },
  locale: Locale,
): readonly string[] {
  const colon = locale === 'zh' ? ':' : ': ';
  if (before === undefined || after === undefined) {
    const isThing = path.length === depthOf(path[0] ?? '');
    if (isThing && before === undefined) {
      const parts = [...(partsOf(path, after) ?? [])].filter(([key]) => !IN_LABEL.includes(key));
      return [
        `- ${label[locale]}${locale === 'zh' ? ':新增' : ' is new'}`,
        ...parts.map(([key, part]) => {
          const { [locale]: said } = sayValue(part, [...path, key], packs.after);
          return `    ${keyWords(path[0] ?? '', key)[locale]}${colon}${oneLine(said)}`;
        }),
      ];
    }
    if (isThing) return [`- ${label[locale]}${locale === 'zh' ? ':取消' : ' is gone'}`];
  }
  const [from, to] = inLocale(sayValue(before, path, packs.before), sayValue(after, path, packs.after), locale);
  return from.length + to.length > ONE_LINE
    ? [`- ${label[locale]}${colon.trim()}`, `    ${from}`, `  → ${to}`]
    : [`- ${label[locale]}${colon}${from} → ${to}`];
}

/** Texts that differ in the other language alone are said in both. */
function inLocale(from: Bilingual, to: Bilingual, locale: Locale): readonly [string, string] {
  const other: Locale = locale === 'zh' ? 'en' : 'zh';
  const both = from[locale] === to[locale];
  const said = (one: Bilingual): string => oneLine(both ? `${one[locale]} / ${one[other]}` : one[locale]);
  return [said(from), said(to)];
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' / ');
}
