/** What goes in and out of `/v1/packs`. */

import { z } from 'zod';

const instant = z.string().describe('ISO 8601 with offset');
const at = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant with offset' });
const fields = z.record(
  z.string().max(60),
  z.union([z.string().max(4_000), z.number(), z.boolean(), z.array(z.string()).max(50)]),
);

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
  source: z.string().min(1).max(1_000_000).describe('The pack’s YAML or JSON text'),
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
  at: at.describe('When the case is registered'),
  intake: z.strictObject({
    pack: z.string().optional(),
    object: z.string().optional(),
    channel: z.string(),
    unit: z.string(),
    category: z.string().optional(),
    anonymous: z.boolean().optional(),
    complainant: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Only the pack’s fields of the complainant (e.g. tier)'),
    repeatOf: z.string().max(40).optional(),
    representatives: z.int().min(0).optional(),
    fields: fields.optional(),
    demand: z.string().optional(),
  }),
  script: z
    .array(
      z.strictObject({
        at,
        action: z.string().max(60),
        fields: fields.optional(),
        actor: z.string().max(120).optional().describe('A role, or role:person'),
      }),
    )
    .max(200)
    .default([]),
  until: at.optional(),
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
