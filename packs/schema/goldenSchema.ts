import { z } from 'zod';
import { CLOCK_STATUSES } from '../../domain/case/state.ts';
import { INSTANT } from '../../domain/time/instant.ts';
import { closed } from './schemaParts.ts';

const span = z.string().regex(/^\d{1,6}(s|min|m|h|d)$/, 'must be a span such as 30m, 2h or 5d');
const fields = z.record(z.string(), z.unknown());

const instant = z.string().regex(INSTANT, 'must be an instant such as 2026-11-23T18:00:00+08:00');

/** A due moment: after how long, or when, with its offset from UTC. */
const due = z.union([span, instant]);
const status = z.enum(CLOCK_STATUSES);

/**
 * A golden case: what a pack promises about one complaint, in words that its owner can check. Spans count from
 * registration.
 */
export const goldenSchema = closed({
  title: z.string().min(1),
  /** Entries of the rules catalogue that it shows at work: see docs/rules-coverage.md. */
  rules: z.array(z.string().regex(/^[A-Z][A-Za-z0-9-]*$/)).optional(),
  at: instant,
  intake: closed({
    channel: z.string(),
    unit: z.string(),
    category: z.string(),
    object: z.string().optional(),
    anonymous: z.boolean().optional(),
    repeatOf: z.string().optional(),
    representatives: z.int().min(0).optional(),
    fields: fields.optional(),
  }),
  /** When, what, with which fields, by which role (`role` or `role:person`). */
  script: z
    .array(
      z.union([
        z.tuple([span, z.string()]),
        z.tuple([span, z.string(), fields]),
        z.tuple([span, z.string(), fields, z.string()]),
      ]),
    )
    .default([]),
  until: span.optional(),
  expect: closed({
    /**
     * When due, how it stands at the end, and `provisional` where a year is not published; `null` for one that must not
     * start.
     */
    clocks: z
      .record(
        z.string(),
        z.union([z.tuple([due, status]), z.tuple([due, status, z.literal('provisional')])]).nullable(),
      )
      .optional(),
    /** `<span> <clock>/<occurrence>/<rung> -> <roles>[ ^<level>]`, every rung that fires, in order. */
    rungs: z.array(z.string()).optional(),
    /** `<span> <notice> -> <roles>`, every notice that is given, in order. */
    notices: z.array(z.string()).optional(),
    class: z.string().optional(),
    /** The class at the close of its period, where that was frozen. */
    frozen: z.string().optional(),
    level: z.string().optional(),
    stage: z.string().optional(),
    refused: z.record(z.string(), z.string()).optional(),
    /** The case cannot even be opened: the code that says why. */
    rejected: z.string().optional(),
  }),
});

export type GoldenCase = z.infer<typeof goldenSchema>;
