/** What complainants are asked: by a step of their case, or elsewhere and brought in as answers. */

import { z } from 'zod';
import { closed, entries, name, rule, words } from './schemaParts.ts';

/** The highest score, unless a survey names another; the lowest is 1. */
export const SCALE = 5;

export const surveys = entries(
  closed({
    title: words,
    /** A score of 1 to `scale`, or whether somebody agrees. */
    asks: z.enum(['score', 'agreement']),
    scale: z.int().min(2).max(10).optional(),
    /** From this score on somebody is satisfied; the two highest unless named. */
    satisfied: z.int().min(2).max(10).optional(),
    step: name('step').optional(),
    rule,
  }),
).optional();
