/** Organisation, lateness, health. */

import type { PhraseId } from '../language/phrases/phrases.ts';
import { z } from 'zod';
import { code } from './httpText.ts';
import { dayIn, instant, instantIn } from './httpTime.ts';

export const unitsSchema = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), level: z.string(), parent: z.string().nullable() })),
});
export const peopleSchema = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), unit: z.string(), roles: z.array(z.string()), absent: z.boolean() }),
  ),
});
export const peopleQuerySchema = z.strictObject({ unit: code.optional(), role: code.optional() });

export const latenessQuerySchema = z.strictObject({
  from: instantIn.optional().describe('Default: a day ago'),
  to: instantIn.optional().describe('Default: now'),
  drills: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('Count rehearsals too'),
});
const ms = z.int().nullable();
export const latenessSchema = z.object({
  from: instant,
  to: instant,
  count: z.int(),
  suspended: z.int().describe('Late because the service was not running'),
  minMs: ms,
  p50Ms: ms,
  p99Ms: ms,
  maxMs: ms,
  delivered: z.object({
    count: z.int(),
    early: z.int().describe('Told before the planned moment, by the database’s clock: 0, unless something is broken'),
    outstanding: z.int(),
    p50Ms: ms,
    p99Ms: ms,
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
