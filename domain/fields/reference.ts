import type { FieldValues } from '../case/event.ts';
import { own } from '../values/own.ts';
import type { FieldDef } from '../pack/pack.ts';

/** What a field names: somebody or something that the store knows. */
export interface Reference {
  readonly field: string;
  readonly kind: 'person' | 'unit' | 'case';
  readonly id: string;
}

/** The people, units and cases that typed fields name. */
export function referencesIn(defs: Readonly<Record<string, FieldDef>>, values: FieldValues): readonly Reference[] {
  return Object.entries(values).flatMap(([field, value]) => {
    const kind = kindOf(own(defs, field));
    if (kind === undefined) return [];
    return (Array.isArray(value) ? (value as readonly string[]) : [String(value)]).map((id) => ({ field, kind, id }));
  });
}

function kindOf(def: FieldDef | undefined): Reference['kind'] | undefined {
  if (def?.type === 'units') return 'unit';
  return def?.type === 'person' || def?.type === 'unit' || def?.type === 'case' ? def.type : undefined;
}
