/** A pack as people write it: shapes only; `checkPack` finds the rest. */

import { z } from 'zod';
import { parseMoney } from '../../domain/fields/money.ts';
import { FALLBACK_AFTER } from '../../domain/notify/fallbackAfter.ts';
import { FIELD_TYPES, STAGES } from '../../domain/pack/pack.ts';
import { parseDuration } from '../../domain/time/duration.ts';
import { bilingual } from '../source/bilingual.ts';
import { caseRules } from './caseRulesSchema.ts';
import { clocksSchema, laddersSchema, trigger } from './clockSchema.ts';
import { when } from './conditionSchema.ts';
import { closed, entries, date, id, meanings, name, rule, onOff, some, time, words, endTime } from './schemaParts.ts';

const field = closed({
  title: words,
  type: z.enum(FIELD_TYPES),
  list: name('list').optional(),
  required: onOff,
  expected: onOff,
  on: z.literal('complainant').optional(),
  personal: onOff,
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  recused: onOff,
  min: z.int().optional(),
  max: z.int().optional(),
}).register(meanings, { sort: 'definition' });

/** Of any action. */
const grant = {
  rule,
  by: some(name('role')),
  notBy: z.literal('handler').optional(),
  from: z.array(z.enum(STAGES)).min(1).optional(),
  when,
  gate: name('approval').optional(),
  gateWhen: when,
};

const lifecycleAction = closed({
  title: words.optional(),
  ...grant,
  fields: entries(closed({ title: words.optional(), list: name('list').optional(), required: onOff })).optional(),
});

const step = closed({
  title: words,
  ...grant,
  fields: entries(field).optional(),
  once: onOff,
  flag: id.optional(),
});

const MONEY = bilingual("应为带引号的金额,如 '5000.00'", "must be an amount in quotes such as '5000.00'");
const money = z
  .string()
  .regex(/^\d+(\.\d{1,2})?$/, { error: MONEY, abort: true })
  .refine((text) => parseMoney(text) !== undefined, bilingual('金额过大', 'the amount is too large'));

const FALLBACK_SPAN = bilingual(
  '应为 5m 至 7d 的时长,如 30m、4h、1d',
  'must be a span of time from 5m to 7d, such as 30m, 4h or 1d',
);
const fallbackAfter = z
  .string()
  .refine((text) => isBetween(parseDuration(text), '5m', '7d'), FALLBACK_SPAN)
  .meta({ pattern: '^[0-9]{1,6}(s|min|m|h|d)$', default: FALLBACK_AFTER })
  .optional();

function isBetween(span: number | undefined, least: string, most: string): boolean {
  return span !== undefined && span >= (parseDuration(least) ?? 0) && span <= (parseDuration(most) ?? 0);
}

/** The first whose condition holds counts. */
const rows = <T extends z.ZodType>(row: T): z.ZodArray<T> => z.array(row).min(1).register(meanings, { sort: 'rows' });

const approval = closed({
  title: words,
  rule,
  approvers: z.int().min(1).max(5),
  roles: some(name('role')),
  cap: closed({
    field: id,
    perCustomer: z.boolean(),
    already: name('field').optional(),
    anonymous: z.enum(['refuse', 'per-case']).optional(),
    limits: rows(closed({ when, max: money })),
  }).optional(),
});

export const packSchema = closed({
  id,
  /** Id of the pack that this one changes; the rest is already the outcome. */
  extends: id.optional(),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, bilingual('应为三段版本号,如 1.0.0', 'must be a version of three numbers such as 1.0.0')),
  title: words,
  basis: z
    .array(closed({ title: words, number: z.string().min(1).max(120).optional(), date: date.optional(), rule }))
    .min(1)
    .optional(),
  timezone: z.string().min(1),
  calendar: z.union([id, some(id)]).optional(),
  closeOfBusiness: endTime.optional(),
  businessHours: z
    .array(closed({ from: time, to: endTime }))
    .min(1)
    .optional(),
  window: closed({ from: date, to: date }).optional(),
  objects: z.array(z.enum(['complaint', 'suggestion', 'petition', 'report', 'enquiry'])).min(1),
  acceptance: z.enum(['at-registration', 'by-person']),
  levels: z.array(closed({ id, title: words })).min(1),
  roles: entries(
    closed({
      title: words,
      level: name('level').optional(),
      follows: z.enum(['handler', 'department', 'complainant']).optional(),
      fallback: name('role').optional(),
    }),
  ),
  channels: entries(
    closed({
      title: words,
      entry: name('level'),
      external: onOff,
      headOffice: onOff,
      noHandDown: onOff,
      rule,
    }),
  ),
  lists: entries(entries(words)).default({}),
  fallbackAfter,
  fields: entries(field).default({}),
  categories: entries(
    closed({
      title: words,
      rule,
      require: some(name('field')).optional(),
      expect: some(name('field')).optional(),
      script: name('script').optional(),
    }),
  ),
  actions: entries(lifecycleAction),
  steps: entries(step).default({}),
  clocks: clocksSchema,
  ladders: laddersSchema,
  approvals: entries(approval).default({}),
  classes: rows(closed({ class: id, title: words, rule, when })),
  ...caseRules,
  notices: z.array(closed({ id, on: trigger, notify: some(name('role')), message: name('message') })).default([]),
  messages: entries(closed({ subject: words, text: words })),
  scripts: entries(closed({ version: z.string().min(1), text: words })).default({}),
  retention: closed({ years: z.int().min(1), floor: z.int().min(1).optional() }).optional(),
});

export type AuthoredPack = z.infer<typeof packSchema>;
export type AuthoredField = z.infer<typeof field>;
