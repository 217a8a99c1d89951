import { z } from 'zod';
import { own } from '../../domain/values/own.ts';
import type { Path } from '../source/fault.ts';
import { meanings } from './schemaParts.ts';

type Schema = z.core.$ZodType;

/** A part whose schema has a meaning. */
export type Place = Readonly<{
  sort: string;
  also?: readonly string[];
  value: unknown;
  path: Path;
}>;

/** Every such part, but none inside conditions. */
export function* placesOf(schema: Schema, value: unknown, path: Path = []): Generator<Place> {
  if (value === undefined) return;
  const meaning = meanings.get(schema);
  if (meaning !== undefined) yield { ...meaning, value, path };
  for (const [keys, inner, part] of partsOf(schema, value)) yield* placesOf(inner, part, [...path, ...keys]);
}

/** The next parts below; no key where only the schema nests. */
export function partsOf(schema: Schema, value: unknown): readonly (readonly [Path, Schema, unknown])[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return [[[], schema.unwrap(), value]];
  if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => z.safeParse(option, value).success);
    return fitting === undefined ? [] : [[[], fitting, value]];
  }
  if (Array.isArray(value))
    return schema instanceof z.ZodArray ? value.map((part, index) => [[index], schema.element, part]) : [];
  const entries = Object.entries(Object(value) as Readonly<Record<string, unknown>>);
  if (schema instanceof z.ZodRecord) return entries.map(([key, part]) => [[key], schema.valueType, part]);
  if (!(schema instanceof z.ZodObject)) return [];
  return entries.flatMap(([key, part]) => {
    const inner = own(schema.shape, key);
    return inner === undefined ? [] : [[[key], inner, part] as const];
  });
}
