/** Pauses, access, routing, repeats, representatives. */

import { z } from 'zod';
import { bilingual } from '../source/bilingual.ts';
import { limit } from './clockSchema.ts';
import { when } from './conditionSchema.ts';
import { closed, id, name, rule, some, words } from './schemaParts.ts';

const ROUTE = bilingual('至少写 entry、assign、bypass 之一', 'say at least one of entry, assign and bypass');
const route = closed({
  when,
  entry: name('level').optional(),
  assign: z.union([name('role'), closed({ unit: id }), closed({ field: name('field') })]).optional(),
  bypass: z.literal(true).optional(),
  rule,
}).refine((row) => row.entry !== undefined || row.assign !== undefined || row.bypass !== undefined, ROUTE);

/** Keys of the pack's top level. */
export const caseRules = {
  pauses: z
    .record(
      id,
      closed({
        title: words,
        rule,
        reasons: name('list').optional(),
        clocks: some(name('clock')),
        max: limit.optional(),
        gate: name('approval').optional(),
      }),
    )
    .optional(),
  access: z
    .array(closed({ when, roles: some(name('role')), rule }))
    .min(1)
    .optional(),
  routing: z.array(route).min(1).optional(),
  repeat: closed({
    by: z.array(z.enum(['complainant', 'category'])).min(1),
    window: closed({ days: z.int().min(1).max(3660) }),
    escalate: name('level', 'next').optional(),
    link: z.literal(true).optional(),
    rule,
  }).optional(),
  representatives: closed({ max: z.int().min(1).max(100), authority: name('list').optional(), rule }).optional(),
};
