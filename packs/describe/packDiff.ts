/** What changes from one pack to another, as sentences in both languages. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { Entry } from './diffEntries.ts';
import { DIFF_SECTIONS, FRAME_SETTINGS } from './diffSections.ts';
import type { DiffSection } from './diffSections.ts';
import { plain } from '../../language/joinWords.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { asWritten } from './sayPart.ts';
import type { Say } from './sayPart.ts';
import { own } from '../../domain/values/own.ts';

/**
 * One sentence for each change, in the order of the file; none when the packs say the same. The version alone is no
 * change.
 */
export function packDiff(before: AuthoredPack, after: AuthoredPack): readonly Bilingual[] {
  const frame = changedSettings(before, after, FRAME_SETTINGS, Object.keys(FRAME_SETTINGS)).map(({ label, from, to }) =>
    changeOf(label, from, to),
  );
  return [...frame, ...DIFF_SECTIONS.flatMap((section) => sectionDiff(section, before, after))];
}

function sectionDiff(section: DiffSection, before: AuthoredPack, after: AuthoredPack): readonly Bilingual[] {
  const [old, now] = [section.entries(before), section.entries(after)];
  const common = [...now.keys()].filter((key) => old.has(key));
  const order = [...old.keys()].filter((key) => now.has(key));
  const moved = section.ordered !== undefined && common.join('\n') !== order.join('\n') ? [section.ordered] : [];
  return [
    ...[...old].flatMap(([key, entry]) => (now.has(key) ? [] : [about(section, entry, { zh: '取消', en: 'is gone' })])),
    ...common.flatMap((key) => entryDiff(section, before, after, old.get(key), now.get(key))),
    ...[...now].flatMap(([key, entry]) => (old.has(key) ? [] : [about(section, entry, added(section, entry, after))])),
    ...moved,
  ];
}

function entryDiff(
  section: DiffSection,
  before: AuthoredPack,
  after: AuthoredPack,
  old: Entry | undefined,
  now: Entry | undefined,
): readonly Bilingual[] {
  if (old === undefined || now === undefined) return [];
  if (section.wordsOnly === true)
    return same(old.value, now.value) ? [] : [about(section, now, { zh: '文字有改动', en: 'has other words' })];
  const keys = [...new Set([...Object.keys(section.settings), ...Object.keys(old.value), ...Object.keys(now.value)])];
  return changedSettings(before, after, section.settings, keys, old.value, now.value).map(({ label, from, to }) => {
    const change = changeOf(label, from, to);
    const { zh, en } = subject(section, now);
    return { zh: `${zh}:${change.zh}`, en: `${en}: ${change.en}` };
  });
}

/** What a new entry says, setting by setting. */
function added(section: DiffSection, entry: Entry, pack: AuthoredPack): Bilingual {
  const parts = Object.entries(section.settings).flatMap(([key, [label, say]]) => {
    if (key === 'title' || own(entry.value, key) === undefined) return [];
    const value = say(own(entry.value, key), pack);
    return [{ zh: `${label.zh} ${value.zh}`, en: `${label.en} ${value.en}` }];
  });
  const rest =
    parts.length === 0
      ? plain('')
      : { zh: `:${parts.map((part) => part.zh).join(';')}`, en: `: ${parts.map((part) => part.en).join('; ')}` };
  return { zh: `为新增${rest.zh}`, en: `is new${rest.en}` };
}

interface ChangedSetting {
  readonly label: Bilingual;
  readonly from: Bilingual;
  readonly to: Bilingual;
}

function changedSettings(
  before: AuthoredPack,
  after: AuthoredPack,
  settings: Readonly<Record<string, readonly [Bilingual, Say]>>,
  keys: readonly string[],
  old: Readonly<Record<string, unknown>> = before,
  now: Readonly<Record<string, unknown>> = after,
): readonly ChangedSetting[] {
  return keys.flatMap((key) => {
    if (same(own(old, key), own(now, key))) return [];
    const [label, say] = own(settings, key) ?? [plain(key), asWritten];
    const [from, to] = [say(own(old, key), before), say(own(now, key), after)];
    // Settings that are said alike but written otherwise are not worth a sentence.
    return from.zh === to.zh && from.en === to.en ? [] : [{ label, from, to }];
  });
}

function changeOf(label: Bilingual, from: Bilingual, to: Bilingual): Bilingual {
  return { zh: `${label.zh}由「${from.zh}」改为「${to.zh}」`, en: `${label.en} changes from ${from.en} to ${to.en}` };
}

function about(section: DiffSection, entry: Entry, what: Bilingual): Bilingual {
  const { zh, en } = subject(section, entry);
  return { zh: `${zh}${what.zh}`, en: `${en} ${what.en}` };
}

function subject(section: DiffSection, { name, rule }: Entry): Bilingual {
  const source = rule === undefined ? plain('') : { zh: `(${rule})`, en: ` (${rule})` };
  return { zh: `${section.noun.zh}「${name.zh}」${source.zh}`, en: `${section.noun.en} "${name.en}"${source.en}` };
}

/** The same content, whatever the order of its keys. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return false;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.every((key) => same(own(a as Record<string, unknown>, key), own(b as Record<string, unknown>, key)));
}
