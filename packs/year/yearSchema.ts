/** A year of complaints as data: how many of each kind, what was done on them, and what stands beside them. */

import { z } from 'zod';
import { DAY } from '../../domain/time/day.ts';
import { bilingual } from '../source/bilingual.ts';
import { closed, entries, id, words } from '../schema/schemaParts.ts';

const SPAN = /^\d{1,6}(s|m|h|d)(\.\.\d{1,6}(s|m|h|d))?$/;
const span = z.string().regex(SPAN, bilingual('应为时长,如 30m 或 1h..4h', 'must be a span such as 30m or 1h..4h'));
const day = z
  .string()
  .regex(new RegExp(`^${DAY}$`), bilingual('应为日期,如 2026-11-01', 'must be a day such as 2026-11-01'));
const time = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d$/, bilingual('应为时刻,如 17:30', 'must be a time such as 17:30'));
const moment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, bilingual('应为 2026-11-01T17:30 的形式', 'must be like 2026-11-01T17:30'));
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Which cases: the value of each name is this, or one of these. */
const of = z.record(z.string(), z.union([scalar, z.array(scalar)]));
/** `$name` is the value of the case, `@role` a person, `{ in: 24h..72h }` a moment after registration. */
const fields = z.record(z.string(), z.unknown());

const spread = closed({
  from: day,
  to: day,
  /** Of a day. */
  hours: z.tuple([time, time]).optional(),
  /** 1 is Monday; default all. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
  /** By `2026-11`; default: as many as the month has days. */
  months: z.record(z.string().regex(/^\d{4}-\d\d$/), z.number().min(0)).optional(),
});

/** After the one before it; action; fields; `role` or `role@unit`; in which cases. */
const move = z.union([
  z.tuple([span, z.string()]),
  z.tuple([span, z.string(), fields]),
  z.tuple([span, z.string(), fields, z.string()]),
  z.tuple([span, z.string(), fields, z.string(), of]),
]);

const scenario = closed({
  count: z.int().min(1),
  /** Of the pack's objects; default its first. */
  object: z.string().optional(),
  channel: z.string(),
  unit: z.string(),
  category: z.string(),
  anonymous: z.boolean().optional(),
  /** The same customers as of that scenario, so long after. */
  repeats: id.optional(),
  after: span.optional(),
  spread: spread.optional(),
  values: z.record(z.string(), scalar).optional(),
  fields: fields.optional(),
  /** Default: a clerk. */
  by: z.string().optional(),
  script: z.array(move),
});

/** Exact parts of the cases that it is for, told apart evenly over time. Null: the value is absent. */
const pool = closed({
  of: of.optional(),
  /** It is of the customer, so that a later case of theirs has it too. */
  customer: z.boolean().optional(),
  even: z.array(z.unknown()).min(1).optional(),
  shares: z
    .array(z.tuple([z.number().min(0), z.unknown()]))
    .min(1)
    .optional(),
}).refine(
  (one) => (one.even === undefined) !== (one.shares === undefined),
  bilingual('写 even 或 shares 其中之一', 'either even or shares'),
);

const answer = closed({
  instrument: z.string(),
  of: of.optional(),
  /** After the case was closed. */
  after: span,
  channel: z.string().optional(),
  /** Without a score the customer was asked and did not answer. */
  score: z.string().optional(),
});

const measure = closed({
  kind: z.string(),
  trigger: z.string().optional(),
  ground: z.string().optional(),
  subjectKind: z.enum(['person', 'unit']),
  subject: z.string(),
  decider: z.string(),
  at: moment,
  /** The first cases of this scenario. */
  cases: z.tuple([id, z.int().min(1)]).optional(),
});
const improvement = closed({
  cause: z.string(),
  process: z.string().optional(),
  owner: z.string(),
  opened: moment,
  due: moment,
  completed: moment.optional(),
  categories: z.array(z.string()).optional(),
  cases: z.tuple([id, z.int().min(1)]).optional(),
});
const item = closed({
  kind: z.enum(['media', 'web', 'visit', 'harm']),
  seen: moment,
  source: z.string(),
  severity: z.enum(['minor', 'major']).optional(),
  confirmed: moment.optional(),
  disposition: z.string().optional(),
  disposed: moment.optional(),
});
const series = closed({ name: z.string(), from: day, to: day, value: z.number(), n: z.number().optional() });
/** Each of these units, every day. */
const duty = closed({
  duty: z.string(),
  units: z.array(z.string()).min(1),
  from: day,
  to: day,
  done: time,
  due: time,
  body: fields.optional(),
});

/** What the report says of a figure, as it says it (per cent, hours), and why it cannot be where it cannot. */
const reported = z.union([
  z.number(),
  closed({
    value: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    why: words.optional(),
  }),
]);

export const yearSchema = closed({
  pack: z.string(),
  /** Period that figures are asked for. */
  period: z.tuple([day, day]),
  /** Until when cases are lived. */
  until: moment,
  spread,
  demand: words,
  scenarios: entries(scenario),
  pools: entries(pool).default({}),
  /** Fields of every case. */
  fields: fields.default({}),
  answers: z.array(answer).default([]),
  /** Whether what a complainant is told arrives: a value of the case. */
  delivered: z.string().optional(),
  measures: entries(measure).default({}),
  improvements: entries(improvement).default({}),
  items: entries(item).default({}),
  series: z.array(series).default([]),
  duties: z.array(duty).default([]),
  reported: z.record(z.string(), reported),
});

export type Year = z.infer<typeof yearSchema>;
export type Scenario = Year['scenarios'][string];
export type Spread = z.infer<typeof spread>;
export type Which = z.infer<typeof of>;
