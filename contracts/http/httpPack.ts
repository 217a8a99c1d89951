/** `/v1/packs`. */

import { z } from 'zod';
import { fields } from './httpComplaint.ts';
import { proseUpTo, sourceUpTo, textUpTo } from './httpText.ts';
import { instant, instantIn, inWords } from './httpTime.ts';

const short = proseUpTo(120);

export const packListSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      version: z.string(),
      hash: z.string(),
      title: z.string(),
      inForce: z.boolean(),
      window: z.object({ from: z.string(), to: z.string() }).nullable(),
    }),
  ),
});

export const packSchemaOut = z.object({
  id: z.string(),
  version: z.string(),
  hash: z.string(),
  pack: z.unknown().describe('The pack as written, both languages'),
});

export const checkBodySchema = z.strictObject({
  source: sourceUpTo(200_000).describe('The pack’s YAML or JSON text; a longer one as application/yaml'),
});
export const checkResultSchema = z.object({
  ok: z.boolean(),
  id: z.string().optional(),
  version: z.string().optional(),
  hash: z.string().optional(),
  faults: z.array(
    z.object({
      code: z.string(),
      file: z.string().optional().describe('The extended pack that it lies in'),
      line: z.int(),
      column: z.int(),
      path: z.string(),
      message: z.object({ zh: z.string(), en: z.string() }),
    }),
  ),
});

export const simulateBodySchema = z.strictObject({
  at: instantIn.describe('When the case is registered'),
  intake: z.strictObject({
    pack: short.optional(),
    object: short.optional(),
    channel: short,
    unit: short,
    category: short.optional(),
    anonymous: z.boolean().optional(),
    complainant: z
      .record(textUpTo(60), z.unknown())
      .optional()
      .describe('Only the pack’s fields of the complainant (e.g. tier)'),
    repeatOf: textUpTo(40).optional(),
    representatives: z.int().min(0).max(1_000).optional(),
    fields: fields.optional(),
    demand: textUpTo(4_000).optional(),
  }),
  script: z
    .array(
      z.strictObject({
        at: instantIn,
        action: textUpTo(60),
        fields: fields.optional(),
        actor: textUpTo(120).optional().describe('A role, or role:person'),
      }),
    )
    .max(200)
    .default([]),
  until: instantIn.optional(),
  calendars: z.literal('current').optional(),
});

export const simulationSchema = z.object({
  clocks: z.array(
    z.object({
      id: z.string(),
      rule: z.string().optional(),
      occurrence: z.int(),
      label: z.string(),
      status: z.string(),
      outcome: z.string(),
      startedAt: instant,
      targetAt: instant.nullable(),
      dueAt: instant,
      dueLabel: inWords,
      stoppedAt: instant.nullable(),
      provisional: z.boolean(),
      calendarVersion: z.string().nullable(),
      calendarAdjusted: z.boolean(),
      monitor: z.boolean(),
    }),
  ),
  rungs: z.array(
    z.object({
      at: instant,
      clock: z.string(),
      occurrence: z.int(),
      rung: z.string(),
      notify: z.array(z.string()),
      escalatedTo: z.string().optional(),
      provisional: z.boolean().optional(),
      calendarVersion: z.string().optional(),
    }),
  ),
  class: z.string(),
  stage: z.string(),
  level: z.string(),
  refused: z.array(z.object({ index: z.int(), code: z.string(), detail: z.string() })),
});
