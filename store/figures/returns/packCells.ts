/** What one pack says of every column and row of a return. */

import type { FigureAnswer } from '../../../domain/figures/figureAnswer.ts';
import type { Counting, RowGroup, TableReturn } from '../../../domain/figures/returnDefinition.ts';
import { own } from '../../../domain/values/own.ts';
import type { Bilingual } from '../../../language/bilingual.ts';
import { evaluateAsked } from '../evaluateFigure.ts';
import type { Asking, FigureContext } from '../figureContext.ts';
import { SharedCounts } from '../sharedCounts.ts';

/** `value` null: too few confidential cases to be told apart. */
export type PackCell = Readonly<{ key: string; label: Bilingual; value: number | null }>;

/** By group; null where nothing may be said of the unit that was asked for. */
type Groups = ReadonlyMap<RowGroup, readonly PackCell[] | null>;

/** Of each column; null where the pack does not record it. */
export type PackCells = Readonly<{
  pack: string;
  period: FigureAnswer['period'];
  columns: Readonly<Record<string, Groups | null>>;
}>;

const ALL: Bilingual = { zh: '合计', en: 'Total' };

export async function packCells(
  context: FigureContext,
  definition: TableReturn,
  asking: Asking,
  period: FigureAnswer['period'],
): Promise<PackCells> {
  // Asked together, columns over the same rows are counted in one pass.
  const shared = { ...context, counts: new SharedCounts(context.db) };
  const columns = Object.entries(definition.columns).flatMap(([id, { count, ratio }]) => {
    const counting = own(own(definition.packs, context.pack.id)?.columns, id) ?? count;
    return ratio === undefined ? [{ id, counting }] : [];
  });
  const told = columns.map(async ({ id, counting }) => {
    const groups = counting === undefined ? null : await groupsOf(shared, definition.rows, { id, counting, asking });
    return [id, groups] as const;
  });
  return { pack: context.pack.id, period, columns: Object.fromEntries(await Promise.all(told)) };
}

async function groupsOf(
  context: FigureContext,
  rows: readonly RowGroup[],
  { id, counting, asking }: Readonly<{ id: string; counting: Counting; asking: Asking }>,
): Promise<Groups> {
  const figure = { ...counting, id, title: ALL, says: ALL };
  const told = [...new Set<RowGroup>(['total', ...rows])].map(async (group) => {
    const by = group === 'total' ? undefined : [group];
    const { parts = [], value } = await evaluateAsked(context, figure, { ...asking, by });
    return [group, value === null ? null : by === undefined ? [{ key: '', label: ALL, value }] : parts] as const;
  });
  return new Map(await Promise.all(told));
}
