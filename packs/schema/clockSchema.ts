import { z } from 'zod';
import { TRIGGER_EVENTS } from '../../domain/pack/clockDef.ts';
import { bilingual } from '../source/bilingual.ts';
import { when } from './conditionSchema.ts';
import { parseRungAt, parseSpan } from './rungAt.ts';
import { closed, entries, id, meanings, name, rule, onOff, some, time, words } from './schemaParts.ts';

/** An event or step, alone or with a condition. */
export const trigger = z
  .union([
    id,
    closed({ event: z.enum(TRIGGER_EVENTS), level: name('level').optional(), when }),
    closed({ step: name('step'), when }),
  ])
  .register(meanings, { sort: 'trigger' });
const triggers = z.union([trigger, z.array(trigger).min(1)]);
export type AuthoredTrigger = z.infer<typeof trigger>;

export function triggerName(trigger: AuthoredTrigger): string {
  if (typeof trigger === 'string') return trigger;
  return 'event' in trigger ? trigger.event : trigger.step;
}

const count = z.number().positive(bilingual('应大于 0', 'must be greater than 0')).max(3660);
/** A field with a moment. */
const instant = id.clone().register(meanings, { sort: 'instant' });

const kinds = {
  hours: count.optional(),
  minutes: count.optional(),
  seconds: count.optional(),
  days: count.int().optional(),
  weeks: count.int().optional(),
  months: count.int().optional(),
  workingDays: count.int().optional(),
  businessHours: count.optional(),
  field: instant.optional(),
  none: z.literal(true).optional(),
};
export const LIMIT_KINDS = Object.keys(kinds) as readonly (keyof typeof kinds)[];
const COUNTED = LIMIT_KINDS.slice(0, -1)
  .map((kind) => `{ ${kind} }`)
  .join(' ');
const ONE_KIND = bilingual(
  `期限只写一种:${COUNTED} 或 { none: true }`,
  `a limit is one of ${COUNTED} or { none: true }`,
);

/** One kind; for days also how the last day ends. */
export const limit = closed({
  ...kinds,
  roll: onOff,
  endOfDay: z
    .string()
    .regex(
      /^(midnight|close|([01]\d|2[0-3]):[0-5]\d)$/,
      bilingual("应为 midnight、close 或带引号的时刻,如 '08:30'", "must be midnight, close or a time such as '08:30'"),
    )
    .optional(),
  keepTime: onOff,
})
  .refine((value) => LIMIT_KINDS.filter((kind) => value[kind] !== undefined).length === 1, ONE_KIND)
  .register(meanings, { sort: 'limit' });
export type AuthoredLimit = z.infer<typeof limit>;

export function kindOf(limit: AuthoredLimit): keyof typeof kinds {
  return LIMIT_KINDS.find((kind) => limit[kind] !== undefined) ?? 'none';
}

const PERCENT = bilingual('应为 1 至 99', 'must be from 1 to 99');

export const clocksSchema = entries(
  closed({
    title: words,
    rule,
    start: triggers,
    stop: triggers,
    cancel: triggers.optional(),
    when,
    per: z.enum(['case', 'level', 'dispatch', 'promise', 'cycle']).default('case'),
    limit,
    target: limit.optional(),
    from: z.union([closed({ field: instant }), closed({ event: z.enum(['registered', 'accepted']) })]).optional(),
    warn: z
      .array(
        closed({
          percent: z.int().min(1, PERCENT).max(99, PERCENT),
          time: time.optional(),
          notify: some(name('role')),
          message: name('message').optional(),
        }),
      )
      .optional(),
    ladder: name('ladder'),
    severity: z.int().min(0).max(100),
    statutory: onOff,
    extendable: closed({
      by: limit,
      within: limit.optional(),
      times: z.int().min(1).max(20).default(1),
      gate: name('approval').optional(),
      notice: name('message').optional(),
    }).optional(),
    owed: z.literal(false).optional(),
    overdue: onOff,
  }),
);

const AT = bilingual(
  '应为 due、due + 30 min、due - 2 days 09:00、due - 2 workingDays 09:00、target、start + 2 h 或 75% 这样的时刻',
  'must be a moment such as due, due + 30 min, due - 2 days 09:00, due - 2 workingDays 09:00, target, ' +
    'start + 2 h or 75%',
);

export const laddersSchema = entries(
  z.array(
    closed({
      at: z.string().refine((text) => parseRungAt(text) !== undefined, AT),
      every: z
        .string()
        .refine(
          (text) => parseSpan(text) !== undefined,
          bilingual('应为 2 h 或 30 min 这样的间隔', 'must be a span such as 2 h or 30 min'),
        )
        .optional(),
      times: z.int().min(1).max(50).optional(),
      escalate: name('level', 'next').optional(),
      notify: some(name('role')),
      message: name('message'),
      flag: id.optional(),
    }).refine(
      (rung) => (rung.every === undefined) === (rung.times === undefined),
      bilingual('every 和 times 要一起写', 'every and times go together'),
    ),
  ),
);
