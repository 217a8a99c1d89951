/** Figures, and periods that are closed. */

import type { PhraseId } from '../../language/phrases/phrases.ts';
import { z } from 'zod';
import { DIMENSIONS, type Dimension } from '../../domain/figures/figure.ts';
import { TERMS } from '../../domain/figures/termsOf.ts';
import { pageLimit, pageOf } from './httpComplaint.ts';
import { code, textUpTo } from './httpText.ts';
import { dayIn, instant } from './httpTime.ts';

const isDimension = (text: string): text is Dimension =>
  DIMENSIONS.some((one) => one === text) || /^(field|band):[A-Za-z][A-Za-z0-9-]{0,47}$/.test(text);

/** One, several parted by commas, or the same name several times. */
const by = z
  .union([textUpTo(200), z.array(textUpTo(200)).max(4)])
  .transform((given) => (typeof given === 'string' ? [given] : given).flatMap((one) => one.split(',')))
  .refine((parts): parts is Dimension[] => parts.length <= 4 && parts.every(isDimension), {
    error: 'figure-by-unknown' satisfies PhraseId,
    params: { known: [...DIMENSIONS, 'field:<id>', 'band:<id>'].join(', ') },
  });

const asked = {
  from: dayIn.describe('First day, in the zone of the pack'),
  to: dayIn.describe('Last day'),
  unit: code.optional().describe('It and all below it, as the organisation was at the end of the period'),
};

export const figuresQuerySchema = z.strictObject({ pack: code, ...asked, by: by.optional() });
const ofPack = code.optional().describe('Needed where several packs have a figure of this id');
export const figureQuerySchema = z.strictObject({ pack: ofPack, ...asked, by: by.optional() });
export const figureDefinitionQuerySchema = z.strictObject({ pack: ofPack });
export const figureCasesQuerySchema = z
  .strictObject({
    pack: ofPack,
    ...asked,
    term: z
      .enum(TERMS)
      .optional()
      .describe(
        'Of which number: `numerator` or `denominator`; of a change `now` or `before`. Else of the first that has cases',
      ),
    counted: z
      .enum(['true', 'false'])
      .default('true')
      .transform((value) => value === 'true')
      .describe('false: those of the cohort that do not count'),
    by: by.optional().describe('With `part`: what it is told apart by'),
    part: textUpTo(400).optional().describe('Of one part alone: its `key`, as the figure by the same `by` has it'),
    limit: pageLimit,
    cursor: textUpTo(100).optional(),
  })
  .refine((one) => (one.by === undefined) === (one.part === undefined), {
    path: ['part'],
    error: 'figure-part-alone' satisfies PhraseId,
  });

const value = z.number().nullable().describe('Null: nothing to count it over');
const measure = z
  .enum(['percent', 'hours', 'days', 'money', 'number'])
  .describe('percent: a fraction of 1; money: minor units');
const period = z.object({ from: z.string(), to: z.string(), zone: z.string(), asOf: instant });
const counts = {
  value,
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  small: z.boolean().optional().describe('Too few for a rate to be held against anything'),
  suppressed: z.boolean().optional().describe('Too few confidential cases to be told apart'),
};
const one = {
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  measure,
  ...counts,
  interval: z.object({ low: z.number(), high: z.number() }).optional().describe('Wilson, 95 %'),
  spread: z
    .object({ mean: z.number(), median: z.number(), p90: z.number(), censored: z.int() })
    .optional()
    .describe('With some still open (`censored`), the median is that of Kaplan and Meier'),
  response: z.object({ asked: z.int(), answered: z.int() }).optional(),
  change: z
    .object({
      now: value,
      before: value,
      measure,
      from: z.enum(['counted', 'imported', 'figure']),
      beforePeriod: period.optional(),
      relative: value,
      points: value,
    })
    .optional(),
  trend: z
    .object({
      months: z.array(z.object({ month: z.string(), value: z.number() })),
      compound: value,
      meanChange: value,
      slope: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
      beforeAfter: z.object({ before: z.number(), after: z.number(), on: z.string() }).optional(),
    })
    .optional(),
  beside: z.record(z.string(), z.int()).describe('Open, withdrawn and such, and what is left out, by why'),
  target: z.object({ min: z.number().optional(), max: z.number().optional(), met: z.boolean().nullable() }).optional(),
  parts: z.array(z.object({ key: z.string(), label: z.string(), ...counts })).optional(),
};
const variant = z.object(one);
const figureFields = { ...one, variants: z.array(variant).optional() };
const head = {
  pack: z.string(),
  book: z.string().describe('SHA-256 of the definitions'),
  period,
  unit: z.string().optional(),
};

export const figureSchema = z.object({ ...head, ...figureFields });
export const figuresSchema = z.object({ ...head, figures: z.array(z.object({ period, ...figureFields })) });

export const figureDefinitionSchema = z.object({
  pack: z.string(),
  book: z.string(),
  definition: z.record(z.string(), z.unknown()).describe('As written, in both languages'),
});

export const figureCasesSchema = pageOf(
  z.object({
    no: z.string(),
    unit: z.string(),
    category: z.string(),
    stage: z.string(),
    class: z.string(),
    registeredAt: instant,
  }),
).extend({
  total: z.int().nullable().describe('Cases counted, among them those that you may not know of; null: too few to say'),
  hidden: z.int().nullable().describe('Of these the ones that are not listed to you'),
});

export const closingBodySchema = z.strictObject({ pack: code, from: dayIn, to: dayIn });
const closing = {
  id: z.int(),
  pack: z.string(),
  from: z.string(),
  to: z.string(),
  book: z.string(),
  hash: z.string().describe('SHA-256 over all values and cases'),
  closedBy: z.string(),
  closedAt: instant,
  cases: z.int(),
  values: z.int(),
};
export const closingMadeSchema = z.object(closing);
export const closingsSchema = pageOf(z.object(closing));
export const closingsQuerySchema = z.strictObject({ pack: code.optional() });
export const closingSchema = z.object({
  ...closing,
  sound: z.boolean().describe('What is kept still has its hash'),
  adjustments: z.object({
    figures: z.array(z.object({ figure: z.string(), closed: value, now: value, difference: value })),
    cases: z
      .array(
        z.object({
          no: z.string(),
          closed: z.object({ class: z.string(), stage: z.string() }).nullable(),
          now: z.object({ class: z.string(), stage: z.string() }).nullable(),
          registers: z.array(z.string()).describe('In which a row about it was recorded since'),
        }),
      )
      .describe(
        'Of which something was recorded since, and which stand otherwise, as of the end or today, or have a row in a register',
      ),
    hidden: z.int().describe('More of them, which you may not know of'),
  }),
});

export const viewQuerySchema = z.strictObject({ pack: code, ...asked });
export const viewSchema = figuresSchema.extend({ view: z.string() });
