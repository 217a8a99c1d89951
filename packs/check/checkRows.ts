import type { AuthoredPack } from '../schema/packSchema.ts';
import { wrong, type Findings, type Path } from '../source/fault.ts';

/** Tried in order: the last, and no other, is for everybody else. */
export function* checkRows(_pack: AuthoredPack, rows: readonly { readonly when?: unknown }[], path: Path): Findings {
  for (const [index, row] of rows.entries()) {
    const last = index === rows.length - 1;
    if (last && row.when !== undefined)
      yield wrong(
        'not-total',
        [...path, index],
        '最后一行不能有条件,否则有的情况没有结果',
        'the last row has no condition, or some cases would match none',
      );
    if (!last && row.when === undefined)
      yield wrong(
        'unreachable',
        [...path, index + 1],
        '上一行没有条件,这一行永远到不了',
        'the row above has no condition, so this one is never reached',
      );
  }
}
