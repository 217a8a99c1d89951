/** Duties of units. */

import { z } from 'zod';
import { pageLimit, pageOf, truth } from './httpComplaint.ts';
import { code, textUpTo } from './httpText.ts';
import { dayIn, instant } from './httpTime.ts';

export const dutyQuerySchema = z.strictObject({
  pack: code.optional(),
  duty: code.optional(),
  unit: code.optional(),
  from: dayIn.optional().describe('First day that it is about'),
  to: dayIn.optional().describe('Last day that it is about'),
  missing: truth.optional().describe('Only what nobody has handed in'),
  limit: pageLimit,
  cursor: textUpTo(300).optional(),
});

export const dutiesSchema = pageOf(
  z.object({
    pack: z.string(),
    duty: z.string(),
    title: z.string(),
    rule: z.string().nullable(),
    unit: z.string(),
    day: z.string().describe('The last day of what it is about'),
    dueAt: instant,
    doneAt: instant.nullable(),
    late: z.boolean(),
    nil: z.boolean().nullable().describe('Nothing to report'),
    version: z.int().describe('0: nothing was handed in; above 1: corrected'),
    body: z.record(z.string(), z.union([z.number(), z.boolean()])).nullable(),
  }),
);

export const handInSchema = z.strictObject({
  unit: code,
  day: dayIn,
  nil: z.boolean().default(false).describe('Nothing to report'),
  body: z.record(code, z.union([z.int().min(0).max(1_000_000_000), z.boolean()])).default({}),
});
export const handInAnswerSchema = z.object({
  version: z.int().describe('Above 1: a correction'),
  late: z.boolean(),
});
