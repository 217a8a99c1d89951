import { own } from '../../domain/values/own.ts';
import { NOUNS } from './diffWords.ts';

type Entry = Readonly<Record<string, unknown>>;
type Row = Readonly<Partial<Record<'id' | 'at' | 'class' | 'rule', string>>>;

/** Length of the path to a thing of this section; `undefined` for a setting of the pack. */
export function depthOf(section: string): number | undefined {
  if (own(NOUNS, section) === undefined) return undefined;
  return section === 'lists' || section === 'ladders' ? 3 : 2;
}

/** In what an action or step asks for. */
export function isInFields([section, , setting]: readonly string[]): boolean {
  return (section === 'actions' || section === 'steps') && setting === 'fields';
}

/** Part by part; `undefined` for what is read whole or absent. */
export function partsOf(path: readonly string[], value: unknown): ReadonlyMap<string, unknown> | undefined {
  const [section] = path;
  if (section === undefined) {
    const { version: _version, extends: _extends, ...parts } = value as Entry;
    return new Map(Object.entries(parts));
  }
  const depth = depthOf(section);
  if (depth === undefined) return undefined;
  if (path.length < depth || (path.length === 3 && isInFields(path))) return keyed(value ?? {});
  const isThing = path.length === depth || (path.length === 4 && isInFields(path));
  const hasSettings = typeof value === 'object' && value !== null && !('zh' in value);
  return isThing && hasSettings ? new Map(Object.entries(value)) : undefined;
}

/** Rows without an id go by moment, class or rule, and their place among equals. */
function keyed(value: unknown): ReadonlyMap<string, unknown> {
  if (!Array.isArray(value)) return new Map(Object.entries(value as Entry));
  const seen = new Map<string, number>();
  return new Map(
    (value as readonly Row[]).map((row) => {
      const name = row.id ?? row.at ?? [row.class, row.rule].filter((part) => part !== undefined).join(' ');
      const place = (seen.get(name) ?? 0) + 1;
      seen.set(name, place);
      return [name === '' ? String(place) : place === 1 ? name : `${name} ${place}`, row];
    }),
  );
}
