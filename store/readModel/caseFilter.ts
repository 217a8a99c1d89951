import { isOfDrills, isPart, type CaseSearch, type FoundNumbers } from './caseSearch.ts';
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

/** What is asked for, by whom; `found`: what the search gives, when it is to hold too. */
export type CaseAsk = Readonly<{ filter: CaseFilter; found: FoundNumbers | undefined; viewer: Viewer | undefined }>;

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
  if (filter.q !== undefined && found !== undefined) {
    const known = `v.no = any(${parameters.add(found.numbers)}::text[])`;
    holds.push(isPart(filter.q) ? `(${known} or position(${parameters.add(filter.q.text)} in v.no) > 0)` : known);
    // An index knows drills, and none knows the letter.
    if (isOfDrills(filter.q)) holds.push('v.drill');
  }
  if (viewer !== undefined) {
    const roles = parameters.add(viewer.roles);
    holds.push(visibleTo('v', roles, parameters.add(viewer.id)));
  }
  return holds;
}

/** Whether more is asked for than days of numbers. */
export function isNarrowed({ q, ...others }: CaseFilter): boolean {
  return (q !== undefined && isOfDrills(q)) || Object.values(others).some((value) => value !== undefined);
}
