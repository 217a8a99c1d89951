/** One year of a calendar as written: shapes only; `parseCalendar` finds the rest. */

import { z } from 'zod';
import { bilingual } from '../source/bilingual.ts';
import { closed, date, id, words } from '../schema/schemaParts.ts';

/** The later one has the last word on a day. */
export const LAYERS = ['national', 'region', 'bank', 'emergency'] as const;

const days = z
  .record(date, z.string().min(1, bilingual('写明这一天的缘由', 'say what the day is')).max(80))
  .default({});
const MONTH_DAY = bilingual("应为带引号的月-日,如 '12-01'", "must be a month and day in quotes such as '12-01'");

export const calendarSchema = closed({
  calendar: id,
  title: words,
  layer: z.enum(LAYERS),
  year: z.int().min(1990).max(2199),
  status: z.enum(['published', 'unpublished']),
  version: z.int().min(0).max(9999),
  sources: z
    .array(closed({ title: z.string().min(1).max(200), number: z.string().min(1).max(80).optional(), date }))
    .min(1, bilingual('写明依据:文件名称、文号、日期', 'name the source: title, number, date')),
  /** From then on, the notice of the next year may still change days. */
  openFrom: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, MONTH_DAY)
    .optional(),
  off: days,
  work: days,
});

export type CalendarYear = z.infer<typeof calendarSchema>;
