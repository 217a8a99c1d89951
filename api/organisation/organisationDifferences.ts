import { isDeepStrictEqual } from 'node:util';
import { CHANNELS } from '../../domain/notify/channels.ts';
import type { OrganisationChange } from '../../packs/schema/organisationSchema.ts';
import type { Organisation, OrganisationPerson, OrganisationUnit } from '../../store/people/organisation.ts';

/** What changes about one unit or person; a value that is not there is null. */
export interface Difference {
  readonly kind: 'unit' | 'person';
  readonly id: string;
  readonly change: 'new' | 'changed' | 'left';
  readonly fields: readonly { readonly name: string; readonly from: unknown; readonly to: unknown }[];
}

/** The rows as they will be, of those alone that change, and how each differs from what is there. */
export function organisationDifferences(
  known: Organisation,
  { units = [], people = [] }: OrganisationChange,
): { readonly rows: Organisation; readonly differences: readonly Difference[] } {
  const found = [
    ...units.map((one) => differenceOf('unit', known.units, { ...one })),
    ...people.map((one) => differenceOf('person', known.people, one.left === true ? { ...one, ...NOTHING } : one)),
  ].filter(({ difference }) => difference.change === 'new' || difference.fields.length > 0);
  const rowsOf = (kind: Difference['kind']): object[] =>
    found.flatMap(({ row, difference }) => (difference.kind === kind ? [row] : []));
  return {
    rows: { units: rowsOf('unit') as OrganisationUnit[], people: rowsOf('person') as OrganisationPerson[] },
    differences: found.map(({ difference }) => difference),
  };
}

/** What is left of those who leave: their id, name and unit. */
const NOTHING = {
  roles: [],
  ...Object.fromEntries(CHANNELS.map((channel) => [channel, null])),
  channels: null,
  quiet: null,
  locale: null,
  deputy: null,
  absent: null,
};

function differenceOf(
  kind: Difference['kind'],
  known: readonly { readonly id: string }[],
  change: { readonly id: string },
): { readonly row: object; readonly difference: Difference } {
  const before = known.find((one) => one.id === change.id);
  const was = new Map<string, unknown>(Object.entries(before ?? {}));
  const fields = Object.entries(change).flatMap(([name, given]) => {
    const [from, to] = [plain(was.get(name)), plain(given)];
    return name === 'id' || given === undefined || isDeepStrictEqual(from, to) ? [] : [{ name, from, to }];
  });
  const left = fields.some(({ name, to }) => name === 'left' && to === true);
  return {
    row: { ...before, ...Object.fromEntries(Object.entries(change).filter(([, given]) => given !== undefined)) },
    difference: { kind, id: change.id, change: before === undefined ? 'new' : left ? 'left' : 'changed', fields },
  };
}

/** Nothing, an empty list and "no" are one; the order of roles is none. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : [...new Set(value as string[])].sort();
  return value === undefined || value === false ? null : value;
}
