/** A report as written: shapes only; `checkReport` finds the rest. */

import { z } from 'zod';
import { CHART_KINDS, FUNNEL_NUMBERS, type ReportBlock } from '../../domain/figures/reportDefinition.ts';
import { defined } from '../../domain/values/own.ts';
import { dimension } from '../figure/figureSchema.ts';
import { closed, id, some, words } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';

const reference = z
  .string()
  .regex(
    /^(?:[A-Za-z][A-Za-z0-9-]{0,47}\/)?[A-Za-z][A-Za-z0-9-]{0,47}$/,
    bilingual(
      '应为指标编号,如 S1-K1 或 office-complaints/S2-K1',
      'must be a figure: S1-K1, or office-complaints/S2-K1',
    ),
  );

const block = closed({
  heading: words.optional(),
  subheading: words.optional(),
  text: words.optional(),
  note: words.optional(),
  says: some(reference).optional(),
  table: closed({ title: words, figures: some(reference) }).optional(),
  parts: closed({
    title: words,
    figure: reference,
    by: dimension,
    chart: z.enum(['bar', 'stack']).optional(),
  }).optional(),
  chart: closed({
    kind: z.enum(CHART_KINDS),
    title: words,
    figures: some(reference),
    by: dimension.optional(),
  }).optional(),
  funnel: closed({
    title: words,
    steps: some(closed({ title: words, figure: reference, show: z.enum(FUNNEL_NUMBERS).default('value') })),
  }).optional(),
})
  .refine(
    (one) => Object.keys(one).length === 1,
    bilingual(
      '每项只写一种:heading、subheading、text、note、says、table、parts、chart 或 funnel',
      'each entry is one of: heading, subheading, text, note, says, table, parts, chart, funnel',
    ),
  )
  .transform((one) => defined(one) as unknown as ReportBlock);

export const reportSchema = closed({
  report: id,
  title: words,
  chapters: some(closed({ title: words, pack: id.optional(), blocks: some(block) })),
});

export type AuthoredReport = z.output<typeof reportSchema>;

/** JSON Schema (2020-12) of a report, for editors. */
export function reportJsonSchema(): Record<string, unknown> {
  const { $schema, ...whole } = z.toJSONSchema(reportSchema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'Redress report', ...whole };
}
