import type { FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';

export type Reference = Readonly<{ field: string; kind: 'person' | 'unit' | 'case'; id: string }>;

/** The people, units and cases that the fields name. */
export function referencesIn(defs: Readonly<Record<string, FieldDef>>, values: FieldValues): readonly Reference[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const type = own(defs, field)?.type;
    const kind = type === 'units' ? 'unit' : type;
    if (kind !== 'person' && kind !== 'unit' && kind !== 'case') return [];
    return [value].flat().map((id) => ({ field, kind, id: String(id) }));
  });
}
