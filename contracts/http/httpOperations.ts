/** Organisation, lateness, health. */

import type { PhraseId } from '../../language/phrases/phrases.ts';
import { z } from 'zod';
import { pageLimit, pageOf, truth } from './httpComplaint.ts';
import { code, textUpTo } from './httpText.ts';
import { dayIn, instant, instantIn } from './httpTime.ts';

const page = { limit: pageLimit, cursor: textUpTo(300).optional() };

export const unitsSchema = pageOf(
  z.object({
    id: z.string(),
    name: z.string(),
    level: z.string(),
    parent: z.string().nullable(),
    timezone: z.string().nullable().describe('Null: that of the unit above'),
  }),
);
export const unitsQuerySchema = z.strictObject({ level: code.optional(), parent: code.optional(), ...page });
export const peopleSchema = pageOf(
  z.object({
    id: z.string(),
    name: z.string(),
    unit: z.string(),
    roles: z.array(z.string()),
    deputy: z.string().nullable(),
    absent: z.boolean().describe('At the moment'),
    absence: z.object({ from: z.string(), to: z.string().nullable() }).nullable(),
    refusing: z
      .array(z.object({ channel: z.string(), since: instant, reason: z.string() }))
      .optional()
      .describe('Channels by which no message gets through to them; for administrators only'),
  }),
);
export const peopleQuerySchema = z.strictObject({
  unit: code.optional(),
  role: code.optional(),
  absent: truth.optional(),
  refusing: truth.optional().describe('Whether an address of theirs takes no messages; for administrators only'),
  ...page,
});

/** `true` in a query, or anything else that is no. */
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

export const organisationQuerySchema = z.strictObject({
  dryRun: flag.describe('Only say what would change'),
});
export const organisationAnswerSchema = z.object({
  applied: z.boolean().describe('False after a dry run, and where nothing differs'),
  changes: z.array(
    z.object({
      kind: z.enum(['unit', 'person']),
      id: z.string(),
      change: z.enum(['new', 'changed', 'left']),
      fields: z.array(z.object({ name: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
});

export const latenessQuerySchema = z.strictObject({
  from: instantIn.optional().describe('Default: a day ago'),
  to: instantIn.optional().describe('Default: now'),
  drills: flag.describe('Count rehearsals too'),
});
const ms = z.int().nullable();
const about = ms.describe('Of whole hours that are past, known to a twentieth');
export const latenessSchema = z.object({
  from: instant,
  to: instant,
  count: z.int(),
  suspended: z.int().describe('Late because the service was not running'),
  minMs: ms,
  p50Ms: about,
  p99Ms: about,
  maxMs: ms,
  delivered: z.object({
    count: z.int(),
    early: z.int().describe('Told before the planned moment, by the database’s clock: 0, unless something is broken'),
    outstanding: z.int(),
    p50Ms: about,
    p99Ms: about,
    maxMs: ms,
  }),
  plain: z
    .int()
    .describe(
      'Notifications of this period that are told in plain form, for their own words cannot be made; 0, unless a ' +
        'pack is faulty',
    ),
  worst: z.array(
    z.object({
      no: z.string(),
      clock: z.string(),
      occurrence: z.int(),
      rung: z.string(),
      rule: z.string().nullable(),
      plannedAt: instant,
      firedAt: instant,
      lateMs: z.int(),
      suspended: z.boolean(),
    }),
  ),
});

export const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  parts: z
    .record(z.string(), z.string())
    .optional()
    .describe('ok, unavailable, or (temporal) misconfigured: no case can be started'),
  faults: z.record(z.string(), z.string()).optional().describe('What is wrong with a part, and what would be right'),
  warnings: z.record(z.string(), z.string()).optional().describe('Ready all the same, but somebody has to see to it'),
});

export const freezeBodySchema = z.strictObject({
  until: dayIn.describe('Last day of the period'),
  pack: code.optional(),
  after: z
    .string()
    .regex(/^D?\d{8}-\d{6,12}$/, 'must-be-next-portion' satisfies PhraseId)
    .optional(),
  limit: z.int().min(1).max(500).default(200),
});
export const freezeAnswerSchema = z.object({
  frozen: z.int(),
  left: z.record(z.string(), z.int()),
  next: z.string().nullable(),
});
