/** What a return of the right shape can still get wrong. */

import type { CodeList } from '../../domain/figures/codeList.ts';
import { own } from '../../domain/values/own.ts';
import { checkPart } from '../check/checkCondition.ts';
import { bookShapes } from '../figure/bookShapes.ts';
import { checkCounted } from '../figure/checkCounted.ts';
import { checkMoment } from '../figure/checkMoment.ts';
import type { AuthoredBook } from '../figure/figureSchema.ts';
import type { AuthoredPack } from '../schema/packSchema.ts';
import { unknownName, wrong, type Findings, type Path } from '../source/fault.ts';
import { checkColumns } from './checkColumns.ts';
import type { AuthoredCounting, AuthoredReturn } from './returnSchema.ts';

/** What a return may name. */
export type ReturnNames = Readonly<{
  packs: Readonly<Record<string, AuthoredPack>>;
  lists: Readonly<Record<string, CodeList>>;
}>;

/** One pack of a return, and where it stands. */
type OfPack = Readonly<{ pack: AuthoredPack; book: AuthoredBook; path: Path }>;

export function* checkReturn(authored: AuthoredReturn, { packs, lists }: ReturnNames): Findings {
  for (const [axis, { list }] of Object.entries(authored.axes))
    if (own(lists, list) === undefined) yield unknownName('list', list, Object.keys(lists), ['axes', axis, 'list']);
  yield* checkColumns(authored);
  for (const [id, { codes = {} }] of Object.entries(authored.packs) as [string, OfReturn][]) {
    const path: Path = ['packs', id];
    const pack = own(packs, id);
    if (pack === undefined) {
      yield unknownName('pack', id, Object.keys(packs), path, true);
      continue;
    }
    const one = { pack, book: bookFor(id), path };
    for (const [axis, rules] of Object.entries<Rules>(codes)) yield* checkCodes(authored, lists, one, axis, rules);
    yield* authored.kind === 'table' ? checkTable(authored, one) : checkCases(authored, one);
  }
}

type OfReturn = AuthoredReturn['packs'][string];
type Rules = NonNullable<OfReturn['codes']>[string];

function* checkCodes(
  { axes }: AuthoredReturn,
  lists: ReturnNames['lists'],
  { pack, book, path }: OfPack,
  axis: string,
  rules: Rules,
): Findings {
  const here = [...path, 'codes', axis];
  const named = own(axes, axis);
  if (named === undefined) return yield unknownName('axis', axis, Object.keys(axes), here, true);
  const versions = own(lists, named.list)?.versions ?? [];
  const shapes = bookShapes(pack, book, 'case');
  for (const [index, { when, code, versions: only }] of rules.entries()) {
    if (when !== undefined) yield* checkPart(shapes, when, [...here, index, 'when']);
    else if (index < rules.length - 1)
      yield wrong('rule-hides', [...here, index], '无条件的规则应在最后', 'a rule without `when` has to be the last');
    for (const [at, version] of (only ?? []).entries())
      if (!versions.some((one) => one.version === version))
        yield unknownName('version', version, namesOf(versions), [...here, index, 'versions', at]);
    for (const { version, codes } of versions)
      if ((only?.includes(version) ?? true) && own(codes, code) === undefined)
        yield unknownName('code', code, Object.keys(codes), [...here, index, 'code']);
  }
}

function* checkTable(authored: Extract<AuthoredReturn, { kind: 'table' }>, one: OfPack): Findings {
  const { pack, book, path } = one;
  const ofPack = own(authored.packs, pack.id)?.columns ?? {};
  for (const id of Object.keys(ofPack))
    if (own(authored.columns, id) === undefined)
      yield unknownName('column', id, Object.keys(authored.columns), [...path, 'columns', id], true);
  for (const [id, { count }] of Object.entries(authored.columns)) {
    const counts: AuthoredCounting | undefined = own(ofPack, id) ?? count;
    const here = own(ofPack, id) === undefined ? ['columns', id, 'count'] : [...path, 'columns', id];
    if (counts === undefined) continue;
    const by = authored.rows.filter((row) => (row as string) !== 'total' && !row.startsWith('code:'));
    yield* checkCounted({ figure: { ...counts, title: NONE, says: NONE, by }, book, pack, path: here });
  }
}

function* checkCases(
  { columns, axes, cases, packs }: Extract<AuthoredReturn, { kind: 'cases' }>,
  one: OfPack,
): Findings {
  const { pack, book, path } = one;
  const figure = { kind: 'count', of: 'case', ...cases, title: NONE, says: NONE } as const;
  yield* checkCounted({ figure, book, pack, path: ['cases'] });
  const ofPack = own(packs, pack.id)?.columns ?? {};
  for (const id of Object.keys(ofPack))
    if (own(columns, id) === undefined)
      yield unknownName('column', id, Object.keys(columns), [...path, 'columns', id], true);
  const shapes = bookShapes(pack, book, 'case');
  for (const [id, { value: shared }] of Object.entries(columns)) {
    const value = own(ofPack, id) ?? shared;
    const here = own(ofPack, id) === undefined ? ['columns', id, 'value'] : [...path, 'columns', id];
    if (value === undefined)
      yield wrong(
        'column-without-value',
        [...path, 'columns'],
        `栏目 ${id} 没有取值;不记录的,写 missing 并说明`,
        `the column ${id} has no value; where nobody records it, say so by \`missing\``,
      );
    else if ('moment' in value) yield* checkMoment(pack, value.moment, [...here, 'moment']);
    else if ('field' in value && own(pack.fields, value.field) === undefined)
      yield unknownName('field', value.field, Object.keys(pack.fields), [...here, 'field']);
    else if ('field' in value && namesSomebody(own(pack.fields, value.field)))
      yield wrong(
        'field-of-a-person',
        [...here, 'field'],
        '该字段可能指认个人,不外报',
        'the field may name somebody, and never leaves the bank',
      );
    else if ('axis' in value && own(axes, value.axis) === undefined)
      yield unknownName('axis', value.axis, Object.keys(axes), [...here, 'axis']);
    else if ('first' in value)
      for (const [index, { when }] of value.first.entries())
        if (when !== undefined) yield* checkPart(shapes, when, [...here, 'first', index, 'when']);
  }
}

function namesSomebody(field: AuthoredPack['fields'][string] | undefined): boolean {
  return field?.type === 'person' || field?.type === 'note' || field?.personal === true;
}

const NONE = { zh: '-', en: '-' };

function namesOf(versions: CodeList['versions']): readonly string[] {
  return versions.map(({ version }) => version);
}

/** A return knows no surveys and no bands. */
function bookFor(pack: string): AuthoredBook {
  return { pack, surveys: {}, series: {}, bands: {}, figures: {} };
}
