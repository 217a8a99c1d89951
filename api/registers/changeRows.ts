import { randomUUID } from 'node:crypto';
import type { RegisteredPack } from '../../client/packRegistry.ts';
import type { Actor } from '../../domain/case/event.ts';
import { reject, type Rejection } from '../../domain/case/rejection.ts';
import type { FigureBook } from '../../domain/figures/figure.ts';
import { readRow, type RegisterRow } from '../../domain/registers/readRow.ts';
import type { Register } from '../../domain/registers/registerCatalogue.ts';
import { own } from '../../domain/values/own.ts';
import { sameJson } from '../../domain/values/sameJson.ts';
import { phrase } from '../../language/phrase.ts';
import { transaction, type Database } from '../../store/database/database.ts';
import { findRows, saveRows, type KeptRow } from '../../store/registers/registerRows.ts';
import { casesOfPack } from '../../store/registers/knownNames.ts';
import { throwFirst } from '../problems/problem.ts';
import { namesIn, rowFaults } from './rowFaults.ts';
import type { NamedSeries } from './seriesOf.ts';

export type Asked = Readonly<{
  pack: RegisteredPack;
  book: FigureBook | undefined;
  series: NamedSeries;
  register: string;
  def: Register;
  actor: Actor;
  rows: readonly Readonly<Record<string, unknown>>[];
  dryRun: boolean;
  /** Where the only row lies in the body; otherwise they are `rows`. */
  place?: string | undefined;
}>;

export type RowChange = Readonly<{
  id: string;
  change: 'new' | 'changed' | 'same';
  fields: readonly Readonly<{ name: string; from: unknown; to: unknown }>[];
}>;

/**
 * Rows of one register, all of them or none; a row of a known id takes the place of the one before, which is kept.
 * Throws 422 with a pointer for each fault (`/rows/3/score`).
 */
export async function changeRows(
  db: Database,
  asked: Asked,
): Promise<Readonly<{ applied: boolean; rows: readonly RowChange[] }>> {
  const { pack, register, def, actor, dryRun } = asked;
  const { read, faults } = readRows(asked, Date.now());
  const names = await namesIn(
    db,
    { pack: pack.authored, book: asked.book, series: asked.series, viewer: actor },
    def,
    read.map(({ row }) => row),
  );
  throwFirst([
    ...faults,
    ...read.flatMap(({ row }, index) => rowFaults(def, row, names).map((one) => placed(asked, index, one))),
  ]);
  const of = { pack: pack.authored.id, register };
  return transaction(
    db,
    async (tx) => {
      const before = await findRows(
        tx,
        of,
        read.map(({ id }) => id),
        true,
      );
      const known = await casesOfPack(tx, of.pack, [...before.values()].flatMap(casesIn), actor);
      refuseHidden(asked, { read, before, known });
      const whole = read.map((one) => withHidden(one, before.get(one.id), known));
      const changes = whole.map(({ id, row }) => changeOf(def, id, before.get(id), row));
      const changed = whole.filter((_, index) => changes[index]?.change !== 'same');
      if (!dryRun) await saveRows(tx, of, changed, actor.id);
      const shown = new Set([...known, ...names.cases]);
      return {
        applied: !dryRun && changed.length > 0,
        rows: changes.map((one) => ({ ...one, fields: one.fields.map((field) => onlyKnown(field, shown)) })),
      };
    },
    () => !dryRun,
  );
}

/** Keys are texts; whatever else is given has its fault already. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function readRows(asked: Asked, now: number): Readonly<{ read: readonly KeptRow[]; faults: readonly Rejection[] }> {
  const { def, rows } = asked;
  const faults: Rejection[] = [];
  const taken = new Set<string>();
  const read = rows.map((given, index) => {
    const { row: all, faults: found } = readRow(def, given, now);
    faults.push(...found.map((one) => placed(asked, index, one)));
    const { id: named, ...row } = all;
    const id =
      def.key === undefined ? textOf(named ?? randomUUID()) : def.key.map((name) => textOf(own(row, name))).join(' ');
    if (taken.has(id) && found.length === 0)
      faults.push(reject('field-invalid', phrase('row-twice'), placeOf(asked, index)).rejection);
    taken.add(id);
    return { id, row };
  });
  return { read, faults };
}

function placeOf({ place }: Asked, index: number): string {
  return place ?? `/rows/${index}`;
}

function placed(asked: Asked, index: number, { pointer = '', ...rejection }: Rejection): Rejection {
  return { ...rejection, pointer: `${placeOf(asked, index)}${pointer}` };
}

function casesIn({ no, cases = [] }: RegisterRow): readonly string[] {
  return [...(cases as readonly string[]), ...(typeof no === 'string' ? [no] : [])];
}

/** A row about a complaint that the actor may not know is not theirs to change. */
function refuseHidden(
  asked: Asked,
  {
    read,
    before,
    known,
  }: Readonly<{ read: readonly KeptRow[]; before: ReadonlyMap<string, RegisterRow>; known: ReadonlySet<string> }>,
): void {
  throwFirst(
    read.flatMap(({ id }, index) => {
      const no = before.get(id)?.['no'];
      if (typeof no !== 'string' || known.has(no)) return [];
      return [reject('field-invalid', phrase('row-no-case'), `${placeOf(asked, index)}/no`).rejection];
    }),
  );
}

/** Of several complaints, those that the actor may not know stay named: nobody takes away what they do not see. */
function withHidden(one: KeptRow, before: RegisterRow | undefined, known: ReadonlySet<string>): KeptRow {
  const hidden = ((before?.['cases'] ?? []) as readonly string[]).filter((no) => !known.has(no));
  if (hidden.length === 0) return one;
  const cases = [...new Set([...((one.row['cases'] ?? []) as readonly string[]), ...hidden])].toSorted();
  return { id: one.id, row: { ...one.row, cases } };
}

function changeOf({ columns }: Register, id: string, before: RegisterRow | undefined, row: RegisterRow): RowChange {
  const fields = Object.keys(columns).flatMap((name) => {
    const [from = null, to = null] = [own(before ?? {}, name), own(row, name)];
    return sameJson(from, to) ? [] : [{ name, from, to }];
  });
  return { id, change: before === undefined ? 'new' : fields.length === 0 ? 'same' : 'changed', fields };
}

/** Without complaints that the actor may not know. */
function onlyKnown(field: RowChange['fields'][number], known: ReadonlySet<string>): RowChange['fields'][number] {
  const { name, from, to } = field;
  if (name !== 'cases') return field;
  const shown = (value: unknown): unknown =>
    Array.isArray(value) ? value.filter((no) => known.has(no as string)) : value;
  return { name, from: shown(from), to: shown(to) };
}
