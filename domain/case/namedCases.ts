/** Other cases that a case names, and what is left when the asker may not know of some. */

import type { RecordedEvent } from './event.ts';
import { own } from '../values/own.ts';
import type { EnginePack, FieldDef } from '../pack/pack.ts';

type Defs = Readonly<Record<string, FieldDef>>;
type Values = Readonly<Record<string, unknown>>;
/** Numbers that the asker may know of. */
export type KnownCases = ReadonlySet<string>;

export function casesInFields(defs: Defs, values: Values): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    own(defs, name)?.type === 'case' && typeof value === 'string' ? [value] : [],
  );
}

export function knownFields<T extends Values>(defs: Defs, values: T, known: KnownCases): T {
  const isKnown = ([name, value]: [string, unknown]): boolean =>
    casesInFields(defs, { [name]: value }).every((no) => known.has(no));
  return Object.fromEntries(Object.entries(values).filter(isKnown)) as T;
}

export function casesInEvents(pack: EnginePack, events: readonly RecordedEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const no = namedBy(event);
    const fields = 'fields' in event.data ? casesInFields(defsOf(pack, event), event.data.fields) : [];
    return no === undefined ? fields : [no, ...fields];
  });
}

/** Does the event say only that an unknown case was linked or merged? */
export function isHidden(event: RecordedEvent, known: KnownCases): boolean {
  return (event.type === 'CaseLinked' || event.type === 'CaseAbsorbed') && !known.has(event.data.no);
}

/** A repeat of unknown cases only: its class would tell of them. */
export function isHiddenRepeat(events: readonly RecordedEvent[], known: KnownCases): boolean {
  const repeated = events.flatMap(({ type, data }) => {
    if (type === 'CaseLinked' && data.kind === 'repeat') return [data.no];
    return type === 'CaseRegistered' ? (data.repeatOf ?? []) : [];
  });
  return repeated.length > 0 && !repeated.some((no) => known.has(no));
}

export function knownData(pack: EnginePack, event: RecordedEvent, known: KnownCases): Record<string, unknown> {
  const data: Record<string, unknown> = { ...event.data };
  const no = namedBy(event);
  const place = PLACES[event.type];
  if (place !== undefined && no !== undefined && !known.has(no)) delete data[place];
  if ('fields' in event.data) data['fields'] = knownFields(defsOf(pack, event), event.data.fields, known);
  return data;
}

/** Where the number of another case is. */
const PLACES: { readonly [type in RecordedEvent['type']]?: string } = {
  CaseRegistered: 'repeatOf',
  CaseLinked: 'no',
  CaseAbsorbed: 'no',
  CaseMerged: 'into',
  ClockMoved: 'detail',
};

function namedBy(event: RecordedEvent): string | undefined {
  if (event.type === 'ClockMoved' && event.data.reason !== 'merge') return undefined;
  const place = PLACES[event.type];
  const no = place === undefined ? undefined : own(event.data as Values, place);
  return typeof no === 'string' ? no : undefined;
}

function defsOf(pack: EnginePack, event: RecordedEvent): Defs {
  if (event.type === 'StepRecorded') return own(pack.actions, event.data.step)?.fields ?? {};
  return event.type === 'ApprovalRequested' ? (own(pack.actions, event.data.action)?.fields ?? {}) : pack.fields;
}
