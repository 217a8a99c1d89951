import { z } from 'zod';
import { closed } from './schemaParts.ts';

const span = z.string().regex(/^\d+(s|min|m|h|d)$/, 'must be a span such as 30m, 2h or 5d');
const fields = z.record(z.string(), z.unknown());

/** A golden case: what a pack promises about one complaint, in words that its owner can check. Spans count from registration. */
export const goldenSchema = closed({
  title: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  intake: closed({
    channel: z.string(),
    unit: z.string(),
    category: z.string(),
    object: z.string().optional(),
    repeatOf: z.string().optional(),
    representatives: z.int().min(0).optional(),
    fields: fields.optional(),
  }),
  /** When, what, with which fields, by which role (`role` or `role:person`). */
  script: z.array(z.union([z.tuple([span, z.string()]), z.tuple([span, z.string(), fields]), z.tuple([span, z.string(), fields, z.string()])])).default([]),
  until: span.optional(),
  expect: closed({
    /** Due after how long, and how it stands at the end; `null` for one that must not start. */
    clocks: z.record(z.string(), z.tuple([span, z.enum(['running', 'met', 'missed', 'late', 'cancelled'])]).nullable()).optional(),
    /** `<span> <clock>/<occurrence>/<rung> -> <roles>[ ^<level>]`, every rung that fires, in order. */
    rungs: z.array(z.string()).optional(),
    /** `<span> <notice> -> <roles>`, every notice that is given, in order. */
    notices: z.array(z.string()).optional(),
    class: z.string().optional(),
    level: z.string().optional(),
    stage: z.string().optional(),
    refused: z.record(z.string(), z.string()).optional(),
  }),
});

export type GoldenCase = z.infer<typeof goldenSchema>;
