/** A value of a pack, its keys in words and its ids as titles. */

import { z } from 'zod';
import { own } from '../../domain/values/own.ts';
import { joined, plain, type Bilingual } from '../../language/bilingual.ts';
import { factShapes, type FactShape } from '../schema/factShapes.ts';
import { packNames } from '../schema/packNames.ts';
import { packSchema, type AuthoredPack } from '../schema/packSchema.ts';
import { meanings } from '../schema/schemaParts.ts';
import { keyWords, valueWords } from './diffWords.ts';

type Schema = z.core.$ZodType | undefined;

/** Words for keys and values. */
type Reading = Readonly<{
  under: (key: string) => readonly [label: Bilingual, reading: Reading];
  word: (word: string) => Bilingual;
}>;

/** Sorts of the schema that are ids of another sort. */
const NAMED_BY: Readonly<Record<string, string>> = { trigger: 'step', instant: 'field' };

/** `none` when absent. */
export function sayValue(value: unknown, path: readonly string[], pack: AuthoredPack): Bilingual {
  const reading = schemaReading(pack, path[0] ?? '', path.reduce<Schema>(below, packSchema));
  return Array.isArray(value) ? joined(items(value, reading)) : said(value, reading);
}

function said(value: unknown, reading: Reading): Bilingual {
  if (value === undefined) return { zh: '无', en: 'none' };
  if (value === true) return { zh: '是', en: 'yes' };
  if (value === false) return { zh: '否', en: 'no' };
  if (typeof value === 'string') return reading.word(value);
  if (typeof value !== 'object' || value === null) return plain(JSON.stringify(value));
  if ('zh' in value && 'en' in value) return value as Bilingual;
  if (Array.isArray(value)) return enclosed('[', items(value, reading), ']');
  const parts = Object.entries(value).map(([key, part]) => {
    const [label, inner] = reading.under(key);
    return joined([label, said(part, inner)], ': ', ': ');
  });
  return enclosed('{ ', parts, ' }');
}

function items(list: readonly unknown[], reading: Reading): readonly Bilingual[] {
  return list.map((one, index) => said(one, reading.under(String(index))[1]));
}

function enclosed(open: string, parts: readonly Bilingual[], close: string): Bilingual {
  return joined([plain(open), joined(parts, ', '), plain(close)], '', '');
}

function schemaReading(pack: AuthoredPack, section: string, schema: Schema): Reading {
  const choices = choicesOf(schema);
  const sorts = choices.flatMap((one) => meanings.get(one)?.sort ?? []).map((sort) => own(NAMED_BY, sort) ?? sort);
  if (sorts.includes('condition')) return factReading({ kind: 'parts', of: 'fact', parts: factShapes(pack) });
  const isWord = sorts.length > 0 || choices.some((one) => one instanceof z.ZodEnum || one instanceof z.ZodLiteral);
  return {
    under: (key) => [keyWords(section, key), schemaReading(pack, section, below(schema, key))],
    word: (word) =>
      sorts.map((sort) => own(packNames(pack, sort), word)).find((title) => title !== undefined) ??
      (isWord ? valueWords(word) : plain(word)),
  };
}

/** A condition in the words of its facts. */
function factReading(shape: FactShape): Reading {
  const names = shape.kind === 'parts' ? shape.id : shape;
  return {
    under: (key) => {
      const part = shape.kind === 'parts' ? own(shape.parts, key) : undefined;
      return part === undefined ? [keyWords('when', key), factReading(shape)] : [part.title, factReading(part.shape)];
    },
    word: (word) => {
      const title = names?.kind === 'name' ? own(names.names, word) : undefined;
      return title === undefined || title.zh === word ? valueWords(word) : title;
    },
  };
}

function choicesOf(schema: Schema): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return choicesOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return [schema, ...schema.options.flatMap(choicesOf)];
  return schema === undefined ? [] : [schema];
}

function below(schema: Schema, key: string): Schema {
  for (const one of choicesOf(schema)) {
    if (one instanceof z.ZodArray) return one.element;
    if (one instanceof z.ZodRecord) return one.valueType;
    const inner = one instanceof z.ZodObject ? own(one.shape, key) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
