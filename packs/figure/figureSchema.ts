/** Figures as people write them: shapes only; `checkBook` finds the rest. */

import { z } from 'zod';
import { BASES, DIMENSIONS, FIGURE_SOURCES, RATER, type Dimension, type Moment } from '../../domain/figures/figure.ts';
import { condition } from '../schema/conditionSchema.ts';
import { closed, id, some, words } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';

export const dimension = z
  .string()
  .refine(
    (text) => DIMENSIONS.some((one) => one === text) || /^(field|band):[A-Za-z][A-Za-z0-9-]*$/.test(text),
    bilingual(
      `应为其中之一:${DIMENSIONS.join(', ')}, field:<字段>, band:<区间>`,
      `must be one of: ${DIMENSIONS.join(', ')}, field:<a field>, band:<a band>`,
    ),
  ) as unknown as z.ZodType<Dimension>;

const MOMENTS = ['registered', 'accepted', 'resolved-first', 'closed-first', 'ended'];
export const moment = z
  .string()
  .refine(
    (text) => MOMENTS.includes(text) || /^steps\.[A-Za-z][A-Za-z0-9-]*$/.test(text),
    bilingual(
      `应为其中之一:${MOMENTS.join(', ')}, steps.<步骤>`,
      `must be one of: ${MOMENTS.join(', ')}, steps.<a step>`,
    ),
  ) as unknown as z.ZodType<Moment>;

const SERIES = bilingual(
  '应为序列名:字母开头,只含字母、数字、点和连字符',
  'must be the name of a series: begins with a letter, then letters, digits, dots and hyphens',
);
export const seriesName = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,79}$/, SERIES);

const shared = {
  title: words,
  says: words,
  reading: words.optional(),
  variants: some(id).optional(),
  target: closed({ min: z.number().optional(), max: z.number().optional() }).optional(),
  direction: z.enum(['up', 'down']).optional(),
  dimension: z.enum(RATER).optional(),
  least: z.int().min(0).optional(),
  by: some(dimension).optional(),
  unit: z.enum(['percent', 'hours', 'days', 'money', 'number']).optional(),
  base: z.literal(true).optional(),
};

export const counted = {
  of: z.enum(FIGURE_SOURCES),
  basis: z.enum(BASES),
  clocks: some(id).optional(),
  due: z.enum(['first', 'last']).optional(),
  include: some(z.enum(['provisional', 'adjusted', 'not-owed', 'cancelled'])).optional(),
  cohort: condition.optional(),
  grace: z.union([closed({ days: z.int().min(1).max(400) }), closed({ hours: z.int().min(1).max(1000) })]).optional(),
  judgedAfter: closed({ minutes: z.int().min(1).max(100_000) }).optional(),
  pack: id.optional(),
};
export const may = { condition: condition.optional() };
export const distinct = {
  distinct: z.enum(['customer', 'subject', 'actor', 'case', 'process', 'department', 'unit']).optional(),
};

export const field = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9.-]*$/,
    bilingual('应为字段,如 amount、steps.pay.amount', 'must be a field, such as amount or steps.pay.amount'),
  );

const term = z.union([
  closed({ figure: id }),
  closed({ series: seriesName, take: z.enum(['sum', 'mean', 'first', 'last']) }),
]);
const against = z.union([
  closed({ period: z.enum(['previous', 'year-before']) }),
  closed({ figure: id }),
  closed({ series: seriesName }),
]);

const KINDS = 'count, share, duration, sum, per, change, trend';
const figure = z.discriminatedUnion(
  'kind',
  [
    closed({ kind: z.literal('count'), ...shared, ...counted, ...may, ...distinct }),
    closed({ kind: z.literal('share'), ...shared, ...counted, condition, ...distinct }),
    closed({ kind: z.literal('duration'), ...shared, ...counted, ...may, from: moment, to: moment }),
    closed({ kind: z.literal('sum'), ...shared, ...counted, ...may, field }),
    closed({
      kind: z.literal('per'),
      ...shared,
      numerator: term,
      denominator: term.optional(),
      times: z.number().positive().optional(),
    }),
    closed({ kind: z.literal('change'), ...shared, figure: id, against, shown: z.enum(['relative', 'points']) }),
    closed({ kind: z.literal('trend'), ...shared, figure: id, improvement: z.string().min(1).optional() }),
  ],
  bilingual(`应写明 kind,为其中之一:${KINDS}`, `must have a kind, one of: ${KINDS}`),
);
export type AuthoredFigure = z.infer<typeof figure>;

const survey = closed({
  title: words,
  scale: z.int().min(2).max(100),
  satisfiedFrom: z.int().min(1),
  step: id.optional(),
  items: z.record(id, closed({ title: words, dimension: z.enum(RATER).optional() })).default({}),
});

/** A book of figures: those of one pack. */
export const bookSchema = closed({
  pack: id,
  surveys: z.record(id, survey).default({}),
  series: z.record(seriesName, closed({ title: words, unit: z.string().min(1).optional() })).default({}),
  bands: z.record(id, closed({ from: moment, to: moment, hours: some(z.number().positive()) })).default({}),
  figures: z.record(id, figure),
});
export type AuthoredBook = z.infer<typeof bookSchema>;

/** JSON Schema (2020-12) of a book, for editors. */
export function bookJsonSchema(): Record<string, unknown> {
  const { $schema, ...whole } = z.toJSONSchema(bookSchema, { io: 'input', unrepresentable: 'any' });
  return { $schema, title: 'Redress book of figures', ...whole };
}
