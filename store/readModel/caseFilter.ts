import { isPart, type CaseSearch } from './caseSearch.ts';
import { visibleTo, type Viewer } from '../database/visible.ts';

/** Columns that are asked for by their value. */
const EQUAL = ['unit', 'level', 'category', 'channel', 'class', 'handler'] as const;

export interface CaseFilter extends Readonly<Partial<Record<(typeof EQUAL)[number] | 'pack' | 'dueBefore', string>>> {
  readonly stage?: readonly string[];
  readonly overdue?: boolean;
  readonly drill?: boolean;
  readonly q?: CaseSearch;
}

/** Parameters of one statement. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The value's place. */
  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

const FACETS = `case_facets(v.pack_id, v.stage, v.unit, v.level, v.category, v.channel, v.class, v.handler, v.overdue,
  v.drill, v.access_roles)`;

/** What is asked for, by whom; `found`: numbers that the search gives. */
export type CaseAsk = Readonly<{ filter: CaseFilter; found: readonly string[]; viewer: Viewer | undefined }>;

/** Conditions on rows `v` of `cases`. */
export function holding({ filter, found, viewer }: CaseAsk, parameters: Parameters): readonly string[] {
  const holds: string[] = [];
  const equals = (column: string, value: string | boolean | undefined): void => {
    if (value !== undefined) holds.push(`v.${column} = ${parameters.add(value)}`);
  };
  equals('pack_id', filter.pack);
  for (const name of EQUAL) equals(name, filter[name]);
  equals('overdue', filter.overdue);
  equals('drill', filter.drill);
  if (filter.stage !== undefined) holds.push(`v.stage = any(${parameters.add(filter.stage)}::text[])`);
  if (filter.dueBefore !== undefined) holds.push(`v.next_due_at < ${parameters.add(filter.dueBefore)}`);
  if (filter.q !== undefined) {
    const known = `v.no = any(${parameters.add(found)}::text[])`;
    holds.push(isPart(filter.q) ? `(${known} or position(${parameters.add(filter.q.text)} in v.no) > 0)` : known);
  }
  if (viewer !== undefined) {
    const roles = parameters.add(viewer.roles);
    holds.push(visibleTo('v', roles, parameters.add(viewer.id)));
  }
  return holds;
}

/** The same, as far as the index `cases_over` can tell it: rows that it finds are to be asked the rest. */
export function inFacets({ filter, viewer }: CaseAsk, parameters: Parameters): readonly string[] {
  const all = (facets: readonly string[]): string => `${FACETS} @> ${parameters.add(facets)}::text[]`;
  const some = (facets: readonly string[]): string => `${FACETS} && ${parameters.add(facets)}::text[]`;
  const asked: string[] = [];
  const facet = (text: string, value: string | boolean | undefined): unknown => value !== undefined && asked.push(text);
  facet(`pack=${filter.pack}`, filter.pack);
  for (const name of EQUAL) facet(`${name}=${filter[name]}`, filter[name]);
  facet(filter.overdue === true ? 'overdue' : 'in time', filter.overdue);
  facet(filter.drill === true ? 'drill' : 'real', filter.drill);
  const conditions = asked.length === 0 ? [] : [all(asked)];
  if (filter.stage !== undefined) conditions.push(some(filter.stage.map((stage) => `stage=${stage}`)));
  if (viewer !== undefined) conditions.push(some(['everybody', ...viewer.roles]));
  return conditions;
}
