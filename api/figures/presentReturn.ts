import type { z } from 'zod';
import type { returnSchema, returnsSchema } from '../../contracts/http/httpReturn.ts';
import type { ReturnAnswer } from '../../domain/figures/returnAnswer.ts';
import type { ReturnDefinition } from '../../domain/figures/returnDefinition.ts';
import { defined } from '../../domain/values/own.ts';
import type { Locale } from '../../language/bilingual.ts';

type Listed = z.infer<typeof returnsSchema>['items'][number];
type Presented = z.infer<typeof returnSchema>;

/** `packs`: those in force. */
export function presentDefinition(
  { return: id, kind, title, says, rule, periods, axes }: ReturnDefinition,
  packs: readonly string[],
  locale: Locale,
): Listed {
  return {
    return: id,
    kind,
    title: title[locale],
    packs: [...packs],
    ...defined({ says: says?.[locale], rule, periods: periods && [...periods] }),
    axes: Object.entries(axes).map(([axis, { title: axisTitle, list }]) => ({
      axis,
      title: axisTitle[locale],
      list: list.list,
      versions: list.versions.map(({ version, from, codes }) => ({ version, from, codes: Object.keys(codes).length })),
    })),
  };
}

/** In one language. */
export function presentReturn(answer: ReturnAnswer, locale: Locale): Presented {
  const columns = answer.columns.map((column) => ({ ...column, title: column.title[locale] }));
  const title = answer.title[locale];
  if (answer.kind === 'table') {
    const rows = answer.rows.map((row) => ({
      ...row,
      groupTitle: row.groupTitle[locale],
      label: row.label[locale],
      cells: row.cells.map((cell) => ({ ...cell, ...defined({ why: cell.why?.[locale] }) })),
    }));
    return { ...answer, title, columns, rows } as unknown as Presented;
  }
  const { next, ...others } = answer;
  const rows = answer.rows.map((row) =>
    row.map((cell) => ('text' in cell ? { text: cell.text[locale] } : { why: cell.why[locale] })),
  );
  const nextCursor = next === undefined ? null : Buffer.from(next).toString('base64url');
  return { ...others, title, columns, rows, nextCursor } as unknown as Presented;
}
