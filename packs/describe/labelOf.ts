import { own } from '../../domain/values/own.ts';
import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { keyWords, momentWords, nounOf } from './diffWords.ts';
import { depthOf, isInFields, partsOf } from './partsOf.ts';

type Thing = { readonly title?: Bilingual; readonly rule?: string } | undefined;

/** What stands at a path is called, with the packs' own titles: `Clock "Reply" (S1-T4), limit`. */
export function labelOf(path: readonly string[], before: AuthoredPack, after: AuthoredPack): Bilingual {
  const [section = '', ...rest] = path;
  const noun = nounOf(section);
  const depth = depthOf(section);
  if (noun === undefined || depth === undefined) return keyWords(section, section);
  if (rest.length === 0) return { zh: `${noun.zh}次序`, en: `${noun.en}, order` };
  const found = (way: readonly string[]): Thing => (valueAt(after, way) ?? valueAt(before, way)) as Thing;
  const at = path.slice(0, depth);
  const pack = valueAt(after, at) === undefined ? before : after;
  const { zh, en } = titleAt(pack, at, found(at));
  const rule = found(at)?.rule;
  const source = rule === undefined || zh === rule ? '' : ` (${rule})`;
  const thing = { zh: `${noun.zh}「${zh}」${source.trim()}`, en: `${noun.en} "${en}"${source}` };
  const settings = path.slice(depth).map((key, index) => {
    const isField = index === 1 && isInFields(path);
    return isField ? (found(path.slice(0, depth + 2))?.title ?? actionField(path)) : keyWords(section, key);
  });
  return joined([thing, ...settings], ',');
}

function titleAt(pack: AuthoredPack, [section, ...keys]: readonly string[], thing: Thing): Bilingual {
  const [first = '', second = ''] = keys;
  if (section === 'lists') return joined([plain(first), thing as Bilingual], ' / ', ' / ');
  if (section === 'ladders') {
    const climbing = Object.values(pack.clocks).filter((clock) => clock.ladder === first);
    const ladder = climbing.length === 0 ? plain(first) : joined(climbing.map((one) => one.title));
    return joined([ladder, momentWords(second)], ' ', ', ');
  }
  return thing?.title ?? (section === 'actions' ? own(LIFECYCLE_ACTIONS, first)?.title : undefined) ?? plain(first);
}

function actionField([, action = '', , field = '']: readonly string[]): Bilingual {
  return own(own(LIFECYCLE_ACTIONS, action)?.fields, field)?.title ?? plain(field);
}

function valueAt(pack: AuthoredPack, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key, index) => partsOf(path.slice(0, index), value)?.get(key), pack);
}
