import { z } from 'zod';
import { CLOCK_STATUSES } from '../../domain/case/state.ts';
import { INSTANT } from '../../domain/time/instant.ts';
import { closed } from './schemaParts.ts';

const span = z.string().regex(/^\d{1,6}(s|min|m|h|d)$/, 'must be a span such as 30m, 2h or 5d');
const fields = z.record(z.string(), z.unknown());

const instant = z.string().regex(INSTANT, 'must be an instant such as 2026-11-23T18:00:00+08:00');

/** After how long, or when. */
const due = z.union([span, instant]);
const status = z.enum(CLOCK_STATUSES);

/** What a pack promises about one complaint. Spans count from registration. */
export const goldenSchema = closed({
  title: z.string().min(1),
  /** Rules of the catalogue that it shows (docs/rules-coverage.md). */
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
  /** When, action, fields, `role` or `role:person`. */
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
    /** Due, status at the end, `provisional` while a year is not published; `null`: must not start. */
    clocks: z.record(
      z.string(),
      z.union([z.tuple([due, status]), z.tuple([due, status, z.literal('provisional')])]).nullable(),
    ),
    /** Every rung that fires: `<span> <clock>/<occurrence>/<rung> -> <roles>[ ^<level>]`. */
    rungs: z.array(z.string()),
    /** Every notice: `<span> <notice> -> <roles>`. */
    notices: z.array(z.string()),
    class: z.string(),
    frozen: z.string(),
    level: z.string(),
    stage: z.string(),
    refused: z.record(z.string(), z.string()),
    /** Code of a refusal to open the case. */
    rejected: z.string(),
  }).partial(),
});

export type GoldenCase = z.infer<typeof goldenSchema>;
