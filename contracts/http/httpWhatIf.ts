/** `POST /v1/packs/{id}/what-if`. */

import { z } from 'zod';
import { proseUpTo, sourceUpTo, textUpTo } from './httpText.ts';
import { DAY } from '../../domain/time/day.ts';
import { INSTANT } from '../../domain/time/instant.ts';
import { instant } from './httpTime.ts';

const moment = textUpTo(40).meta({ pattern: `^${DAY}$|${INSTANT.source}`, examples: ['2026-11-01'] });

export const whatIfBodySchema = z.strictObject({
  from: moment.describe('First day of registration in the pack’s zone (2026-11-01), or an instant with offset'),
  to: moment.describe('Last day of registration, inclusive, or an instant with offset, exclusive'),
  pack: z
    .union([
      z.strictObject({ source: sourceUpTo(200_000).describe('YAML or JSON text of a draft') }),
      z.strictObject({ version: proseUpTo(60).describe('A stored version of this pack') }),
    ])
    .optional()
    .describe('Rules to try; absent: each case under the versions that were in force for it'),
  drills: z.boolean().default(false).describe('Rehearsals instead of real cases'),
});

const counted = z.object({ before: z.int().describe('As it happened'), after: z.int().describe('As it would have') });
const clockFate = z.object({
  status: z.string(),
  dueAt: instant,
  provisional: z.boolean().describe('The calendar of a day it is counted with was not out yet'),
  calendarVersion: z.string().optional().describe('Of a provisional due moment'),
});
const rungFate = z.object({ at: instant, notify: z.array(z.string()), escalatedTo: z.string().optional() });
const occurrence = { clock: z.string(), occurrence: z.int() };

const life = z.object({
  class: z.string(),
  stage: z.string(),
  level: z.string(),
  breached: z.array(z.string()).describe('Clocks whose limit was breached'),
  clocks: z.array(clockFate.extend({ ...occurrence, startedAt: instant })),
  rungs: z.array(rungFate.extend({ ...occurrence, rung: z.string() })).describe('Who was told when'),
});

const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['class', 'stage', 'level']), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('clock'), ...occurrence, before: clockFate.optional(), after: clockFate.optional() }),
  z.object({
    kind: z.literal('rung'),
    ...occurrence,
    rung: z.string(),
    before: rungFate.optional(),
    after: rungFate.optional(),
  }),
  z.object({ kind: z.literal('refused'), at: instant, action: z.string(), code: z.string(), detail: z.string() }),
]);

export const whatIfSchema = z.object({
  summary: z.object({
    cases: z.int(),
    same: z.int(),
    changed: z.int(),
    notTaken: z.int(),
    clocks: z.record(z.string(), z.object({ ran: counted, breached: counted })),
    told: z.record(z.string(), counted).describe('Rungs that each role was told of'),
    classes: z.record(z.string(), counted),
  }),
  cases: z.array(
    z.object({
      no: z.string(),
      recordedUnder: z.string().describe('Hash of the version that it was opened under'),
      same: z.boolean(),
      notTaken: z.object({ code: z.string(), detail: z.string() }).optional(),
      before: life,
      after: life.optional().describe('Absent when the rules would not have taken it'),
      changes: z.array(change),
    }),
  ),
});
