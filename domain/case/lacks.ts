import type { FieldValues } from './event.ts';
import type { EnginePack } from '../pack/pack.ts';
import { own } from '../values/own.ts';

/** Fields that should be known of a case of this category, and are not. */
export function lacks(pack: EnginePack, category: string, fields: FieldValues): readonly string[] {
  return expectedFields(pack, category).filter((name) => !isGiven(own(fields, name)));
}

/** Of every case, and of this category. */
export function expectedFields(pack: EnginePack, category: string): readonly string[] {
  const always = Object.keys(pack.fields).filter((name) => own(pack.fields, name)?.expected === true);
  return [...new Set([...always, ...(own(pack.categories, category)?.expect ?? [])])];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
