/** Rules about time that stands still, who may see a case, where it goes, and who speaks for whom. */

import { z } from 'zod';
import { bilingual, words } from '../source/bilingual.ts';
import { limit } from './clockSchema.ts';
import { condition } from './conditionSchema.ts';
import { closed, id, names } from './schemaParts.ts';

const rule = z.string().min(1).optional();

const ROUTE = bilingual('至少写 entry、assign、bypass 之一', 'say at least one of entry, assign and bypass');
const route = closed({
  when: condition.optional(),
  entry: id.optional(),
  assign: z.union([id, closed({ unit: id })]).optional(),
  bypass: z.literal(true).optional(),
  rule,
}).refine((row) => row.entry !== undefined || row.assign !== undefined || row.bypass !== undefined, ROUTE);

/** Keys of the pack's top level. */
export const caseRules = {
  pauses: z
    .record(
      id,
      closed({ title: words, rule, reasons: id.optional(), clocks: names, max: limit.optional(), gate: id.optional() }),
    )
    .optional(),
  access: z
    .array(closed({ when: condition.optional(), roles: names, rule }))
    .min(1)
    .optional(),
  routing: z.array(route).min(1).optional(),
  repeat: closed({
    by: z.array(z.enum(['complainant', 'category'])).min(1),
    window: closed({ days: z.int().min(1).max(3660) }),
    escalate: id.optional(),
    link: z.literal(true).optional(),
    rule,
  }).optional(),
  representatives: closed({ max: z.int().min(1).max(100), authority: id.optional(), rule }).optional(),
};
