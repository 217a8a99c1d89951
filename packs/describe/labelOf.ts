import { own } from '../../domain/values/own.ts';
import { joined, plain, type Bilingual } from '../../language/bilingual.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { keyWords, momentWords, NOUNS } from './diffWords.ts';
import { depthOf, isInFields, partsOf } from './partsOf.ts';

type Thing = { readonly title?: Bilingual; readonly rule?: string } | undefined;

/** With titles of the packs: `Clock "Reply" (S1-T4), limit`. */
export function labelOf(path: readonly string[], before: AuthoredPack, after: AuthoredPack): Bilingual {
  const [section = ''] = path;
  const noun = own(NOUNS, section);
  const depth = depthOf(section);
  if (noun === undefined || depth === undefined) return keyWords(section, section);
  if (path.length === 1) return { zh: `${noun.zh}次序`, en: `${noun.en}, order` };
  const at = path.slice(0, depth);
  const pack = valueAt(after, at) === undefined ? before : after;
  const thing = valueAt(pack, at) as Thing;
  const { zh, en } = titleAt(pack, at, thing);
  const rule = thing?.rule === undefined || zh === thing.rule ? '' : `(${thing.rule})`;
  const name = { zh: `${noun.zh}「${zh}」${rule}`, en: `${noun.en} "${en}" ${rule}`.trim() };
  const settings = path.slice(depth).map((key, index) => {
    if (index !== 1 || !isInFields(path)) return keyWords(section, key);
    const field = path.slice(0, depth + 2);
    return ((valueAt(after, field) ?? valueAt(before, field)) as Thing)?.title ?? lifecycleField(path);
  });
  return joined([name, ...settings], ',');
}

function titleAt(pack: AuthoredPack, [section, first = '', second = '']: readonly string[], thing: Thing): Bilingual {
  if (section === 'lists') return joined([plain(first), thing as Bilingual], ' / ', ' / ');
  if (section === 'ladders') {
    const clocks = Object.values(pack.clocks).filter((clock) => clock.ladder === first);
    const ladder = clocks.length === 0 ? plain(first) : joined(clocks.map((clock) => clock.title));
    return joined([ladder, momentWords(second)], ' ', ', ');
  }
  return thing?.title ?? (section === 'actions' ? own(LIFECYCLE_ACTIONS, first)?.title : undefined) ?? plain(first);
}

function lifecycleField([, action = '', , field = '']: readonly string[]): Bilingual {
  return own(own(LIFECYCLE_ACTIONS, action)?.fields, field)?.title ?? plain(field);
}

function valueAt(pack: AuthoredPack, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key, index) => partsOf(path.slice(0, index), value)?.get(key), pack);
}
