import { own } from '../../domain/values/own.ts';

type Entry = Readonly<Record<string, unknown>>;
type Row = Readonly<Partial<Record<'id' | 'at' | 'class' | 'rule', string>>>;

/** How deep the things of a section lie, each with settings of its own. */
const DEPTHS: Readonly<Record<string, number>> = {
  levels: 2,
  roles: 2,
  channels: 2,
  lists: 3,
  fields: 2,
  categories: 2,
  actions: 2,
  steps: 2,
  clocks: 2,
  ladders: 3,
  approvals: 2,
  classes: 2,
  pauses: 2,
  access: 2,
  routing: 2,
  notices: 2,
  messages: 2,
  scripts: 2,
};

/** How long the path of a thing of this section is; `undefined` for a setting of the whole pack. */
export function depthOf(section: string): number | undefined {
  return own(DEPTHS, section);
}

/** Whether a path leads to what an action or step asks for. */
export function isInFields([section, , setting]: readonly string[]): boolean {
  return (section === 'actions' || section === 'steps') && setting === 'fields';
}

/** What stands at a path, part by part; `undefined` for what is read whole: a setting, or a thing that is not there. */
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
  return isThing && isSettings(value) ? new Map(Object.entries(value)) : undefined;
}

/** Rows without an id are told apart by their moment, class or rule, and by their place among those that share it. */
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

function isSettings(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !('zh' in value);
}
