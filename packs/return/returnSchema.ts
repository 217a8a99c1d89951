/** Returns to a regulator as people write them: shapes only; `checkReturn` finds the rest. */

import { z } from 'zod';
import { DIMENSIONS, type Dimension } from '../../domain/figures/figure.ts';
import { PERIOD_LENGTHS } from '../../domain/figures/period.ts';
import { counted, distinct, field, may, moment, seriesName } from '../figure/figureSchema.ts';
import { condition } from '../schema/conditionSchema.ts';
import { closed, entries, id, some, words } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';

const ROWS = ['total', ...DIMENSIONS.filter((one) => one !== 'any-channel')];
const rowGroup = z
  .string()
  .refine(
    (text) => ROWS.includes(text) || /^(field|code):[A-Za-z][A-Za-z0-9-]*$/.test(text),
    bilingual(
      `应为其中之一:${ROWS.join(', ')}, field:<字段>, code:<编码轴>`,
      `must be one of: ${ROWS.join(', ')}, field:<a field>, code:<an axis>`,
    ),
  ) as unknown as z.ZodType<Dimension>;

const shared = {
  return: id,
  title: words,
  says: words.optional(),
  rule: z.string().min(1).optional(),
  periods: some(z.enum(PERIOD_LENGTHS)).optional(),
  /** Each with the name of its code list. */
  axes: entries(closed({ title: words, list: id })).default({}),
};

const codes = entries(some(closed({ when: condition.optional(), code: id, versions: some(z.string()).optional() })));
const header = z.string().min(1).max(120).optional();

const counting = z.discriminatedUnion(
  'kind',
  [
    closed({ kind: z.literal('count'), ...counted, ...may, ...distinct }),
    closed({ kind: z.literal('sum'), ...counted, ...may, field }),
  ],
  bilingual('应写明 kind,为 count 或 sum', 'must have a kind, count or sum'),
);
export type AuthoredCounting = z.infer<typeof counting>;

const times = z.number().positive().optional();
const ratio = z.union([closed({ of: id, over: id, times }), closed({ of: id, series: seriesName, times })]);

const table = closed({
  kind: z.literal('table'),
  ...shared,
  series: z.record(seriesName, closed({ title: words })).default({}),
  rows: some(rowGroup),
  columns: entries(
    closed({
      title: words,
      header,
      measure: z.enum(['number', 'percent', 'money']).default('number'),
      count: counting.optional(),
      ratio: ratio.optional(),
    }),
  ),
  packs: entries(closed({ codes: codes.optional(), columns: entries(counting).optional() })),
});

const caseValue = z.union(
  [
    closed({ number: z.literal(true) }),
    closed({ moment }),
    closed({ field: id }),
    closed({ axis: id }),
    closed({ first: some(closed({ when: condition.optional(), says: words })) }),
    closed({ missing: words }),
  ],
  bilingual(
    '应为 number、moment、field、axis、first 或 missing 之一',
    'must be one of: number, moment, field, axis, first, missing',
  ),
);

const cases = closed({
  kind: z.literal('cases'),
  ...shared,
  cases: closed({ basis: counted.basis, cohort: counted.cohort }),
  columns: entries(closed({ title: words, header, value: caseValue.optional() })),
  packs: entries(closed({ codes: codes.optional(), columns: entries(caseValue).optional() })),
});

export const returnSchema = z.discriminatedUnion(
  'kind',
  [table, cases],
  bilingual('应写明 kind,为 table 或 cases', 'must have a kind, table or cases'),
);
export type AuthoredReturn = z.infer<typeof returnSchema>;

/** JSON Schema (2020-12) of a return, for editors. */
export function returnJsonSchema(): Record<string, unknown> {
  const { $schema, ...whole } = z.toJSONSchema(returnSchema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: "Redress regulator's return", ...whole };
}
