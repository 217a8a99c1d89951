/** Returns to regulators. */

import { z } from 'zod';
import { pageLimit } from './httpComplaint.ts';
import { code, textUpTo } from './httpText.ts';
import { instant } from './httpTime.ts';

export const returnsSchema = z.object({
  items: z.array(
    z.object({
      return: z.string(),
      kind: z.enum(['table', 'cases']).describe('Numbers by code, or a line for each case'),
      title: z.string(),
      says: z.string().optional(),
      rule: z.string().optional(),
      periods: z
        .array(z.enum(['month', 'quarter', 'half', 'year']))
        .optional()
        .describe('Absent: any days'),
      packs: z.array(z.string()).describe('In force, of those that it says how to report'),
      axes: z.array(
        z.object({
          axis: z.string(),
          title: z.string(),
          list: z.string(),
          versions: z.array(z.object({ version: z.string(), from: z.string(), codes: z.int() })),
        }),
      ),
    }),
  ),
});

export const returnQuerySchema = z.strictObject({
  period: textUpTo(40)
    .describe('`2026`, `2026-H2`, `2026-Q3`, `2026-11` or `2026-01-01..2026-06-30`')
    .meta({ examples: ['2026-H2'] }),
  packs: textUpTo(400).optional().describe('Ids, separated by commas; default: all that it knows of'),
  unit: code.optional().describe('It and all below it'),
  format: z.enum(['json', 'csv']).default('json'),
  bom: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Of a CSV: begins with the mark by which spreadsheets know UTF-8'),
  limit: pageLimit.describe('Of a list of cases, as JSON'),
  cursor: textUpTo(100).optional(),
});

const head = {
  return: z.string(),
  title: z.string(),
  hash: z.string().describe('SHA-256 of the definition and its code lists'),
  period: z.object({ from: z.string(), to: z.string(), zone: z.string(), asOf: instant }),
  packs: z.array(z.string()),
  unit: z.string().optional(),
};
const column = { id: z.string(), title: z.string(), header: z.string().optional() };
const why = z.string().describe('Why there is none');

export const returnSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('table'),
    ...head,
    columns: z.array(z.object({ ...column, measure: z.enum(['number', 'percent', 'money']) })),
    rows: z.array(
      z.object({
        group: z.string().describe('`total`, `code:<axis>`, `unit`'),
        groupTitle: z.string(),
        version: z.string().optional().describe('Of the code list, by the day of registration of its cases'),
        key: z.string(),
        code: z.string().optional().describe('As the regulator writes it'),
        parent: z.string().optional(),
        label: z.string(),
        cells: z.array(
          z.object({
            value: z.number().nullable().describe('Shares are fractions of 1, money is in minor units'),
            numerator: z.number().optional(),
            denominator: z.number().optional(),
            why: why.optional(),
          }),
        ),
      }),
    ),
  }),
  z.object({
    kind: z.literal('cases'),
    ...head,
    columns: z.array(z.object(column)),
    rows: z.array(z.array(z.union([z.object({ text: z.string() }), z.object({ why })]))),
    total: z.int().describe('Cases, among them those that you may not know of'),
    hidden: z.int().describe('Of these the ones that are not listed to you'),
    nextCursor: z.string().nullable(),
  }),
]);
