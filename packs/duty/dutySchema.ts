/** The shape of a file of duties: `packs/duties/<pack>.yaml`. */

import { z } from 'zod';
import { DOES, RHYTHMS } from '../../domain/duties/duty.ts';
import { closed, endTime, entries, id, onOff, rule, some, time, words } from '../schema/schemaParts.ts';
import { bilingual } from '../source/bilingual.ts';

const WHEN = bilingual(
  "应为到期时刻前后的一段时间,如 'due'、'due - 1 h'、'due + 30 min'",
  "must be the due moment or so long before or after it such as 'due', 'due - 1 h' or 'due + 30 min'",
);

const field = closed({ title: words, type: z.enum(['integer', 'boolean']), required: onOff });
const chase = closed({
  at: z.string().regex(/^due(?:\s*[+-]\s*\d{1,4}\s*(?:min|h))?$/, WHEN),
  notify: some(id),
});

const duty = closed({
  title: words,
  rule,
  every: z.enum(RHYTHMS),
  on: z
    .union([z.int().min(1).max(28).transform(String), z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]|3[01])$/)])
    .optional(),
  due: endTime,
  opens: time.default('00:00'),
  withinWindow: onOff,
  does: z.enum(DOES).default('return'),
  owed: z.union([closed({ level: id }), closed({ role: id }), closed({ unit: id })]).optional(),
  by: some(id).optional(),
  nil: onOff,
  body: entries(field).optional(),
  chase: some(chase).optional(),
  to: some(id).optional(),
});

export const dutyBookSchema = closed({ pack: id, duties: entries(duty) });
export type AuthoredDuties = z.infer<typeof dutyBookSchema>;
export type AuthoredDuty = z.infer<typeof duty>;
