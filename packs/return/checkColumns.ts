/** Columns of a return: counted or made of others, and rows that there are. */

import { own } from '../../domain/values/own.ts';
import { unknownName, wrong, type Findings } from '../source/fault.ts';
import type { AuthoredReturn } from './returnSchema.ts';

export function* checkColumns(authored: AuthoredReturn): Findings {
  if (authored.kind === 'cases') return;
  const { axes, columns, rows, series } = authored;
  for (const [index, row] of rows.entries()) {
    const axis = /^code:(.*)$/.exec(row)?.[1];
    if (axis !== undefined && own(axes, axis) === undefined)
      yield unknownName('axis', axis, Object.keys(axes), ['rows', index]);
  }
  const counted = Object.keys(columns).filter((id) => own(columns, id)?.ratio === undefined);
  for (const [id, { count, ratio }] of Object.entries(columns)) {
    if (ratio === undefined) continue;
    const path = ['columns', id, 'ratio'];
    if (count !== undefined)
      yield wrong('column-twice', path, 'count 与 ratio 只能取一', 'a column has either count or ratio');
    if (!counted.includes(ratio.of)) yield unknownName('column', ratio.of, counted, [...path, 'of']);
    if ('over' in ratio && ratio.over !== 'total' && !counted.includes(ratio.over))
      yield unknownName('column', ratio.over, ['total', ...counted], [...path, 'over']);
    if ('series' in ratio && own(series, ratio.series) === undefined)
      yield unknownName('series', ratio.series, Object.keys(series), [...path, 'series']);
  }
}
