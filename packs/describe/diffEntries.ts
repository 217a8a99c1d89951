/** The parts of a pack that a comparison looks at, one by one: what each is told from the others by, and called. */

import type { Bilingual } from '../../language/bilingual.ts';
import { joined, plain } from '../../language/joinWords.ts';
import { LIFECYCLE_ACTIONS } from '../schema/lifecycleActions.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { sayRungAt } from './sayRungAt.ts';
import { own } from '../../domain/values/own.ts';

export interface Entry {
  readonly name: Bilingual;
  readonly rule?: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Things with a title by their ids. */
export function titled(
  record: Readonly<Record<string, { readonly title: Bilingual; readonly rule?: string | undefined }>>,
): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(record).map(([id, one]) => [id, entryOf(one.title, one)]));
}

/** Things without one. */
export function named(record: Readonly<Record<string, Readonly<Record<string, unknown>>>>): ReadonlyMap<string, Entry> {
  return new Map(Object.entries(record).map(([id, value]) => [id, { name: plain(id), value }]));
}

function entryOf(title: Bilingual, one: { readonly rule?: string | undefined }): Entry {
  return { name: title, ...(one.rule === undefined ? {} : { rule: one.rule }), value: one };
}

/** What a built-in action asks for has its titles from there. */
export function actionEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  return new Map(
    Object.entries(pack.actions).map(([id, one]) => {
      const builtIn = own(LIFECYCLE_ACTIONS, id);
      const fields = Object.entries(one.fields ?? {}).map(([field, said]) => [
        field,
        { title: own(builtIn?.fields, field)?.title, ...said },
      ]);
      return [
        id,
        entryOf(one.title ?? builtIn?.title ?? plain(id), {
          ...one,
          ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) as unknown }),
        }),
      ];
    }),
  );
}

/** Each code of each list. */
export function listEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  const entries = Object.entries(pack.lists).flatMap(([list, codes]) =>
    Object.entries(codes).map(([code, title]): readonly [string, Entry] => [
      `${list} ${code}`,
      { name: joined([plain(list), title], ' / ', ' / '), value: { title } },
    ]),
  );
  return new Map(entries);
}

/**
 * Rows without a name: each is told from the others by its rule, or by its place among those without one, and called by
 * its place.
 */
export function rowEntries(rows: readonly { readonly rule?: string | undefined }[] = []): ReadonlyMap<string, Entry> {
  const seen = new Map<string, number>();
  return new Map(
    rows.map((row, index) => {
      const place = (seen.get(row.rule ?? '') ?? 0) + 1;
      seen.set(row.rule ?? '', place);
      return [`${row.rule ?? ''} ${place}`, entryOf({ zh: `第 ${index + 1} 条`, en: `row ${index + 1}` }, row)];
    }),
  );
}

/** Each rung by its ladder and moment, named after the clocks that climb the ladder. */
export function rungEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  const entries = Object.entries(pack.ladders).flatMap(([ladder, rungs]) => {
    const clocks = Object.values(pack.clocks).filter((clock) => clock.ladder === ladder);
    const of = clocks.length === 0 ? plain(ladder) : joined(clocks.map((clock) => clock.title));
    return rungs.map(({ at, ...value }): readonly [string, Entry] => [
      `${ladder} ${at}`,
      { name: joined([of, sayRungAt(at)], ' '), value },
    ]);
  });
  return new Map(entries);
}

/**
 * A class may stand in several rows: each is told from the others by its rule, or by its place among those without one.
 */
export function classEntries(pack: AuthoredPack): ReadonlyMap<string, Entry> {
  const seen = new Map<string, number>();
  return new Map(
    pack.classes.map((row) => {
      const key = `${row.class} ${row.rule ?? ''}`;
      const place = (seen.get(key) ?? 0) + 1;
      seen.set(key, place);
      return [`${key} ${place}`, entryOf(row.title, row)];
    }),
  );
}
