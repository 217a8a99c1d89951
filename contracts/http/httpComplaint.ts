/** `/v1/complaints`. Instants are ISO 8601, money decimal strings. */

import type { PhraseId } from '../../language/phrases/phrases.ts';
import { z } from 'zod';
import { CLOCK_STATUSES } from '../../domain/case/state.ts';
import { STAGES } from '../../domain/pack/pack.ts';
import { code, proseUpTo, textUpTo } from './httpText.ts';
import { instant, instantIn, inWords, wholeNumber } from './httpTime.ts';

/** What people tell of their case may be long; a request has at most 256 KB. */
const MAX_TEXT = 20_000;
const text = proseUpTo(MAX_TEXT);
const short = proseUpTo(120);
export const truth = z.enum(['true', 'false']).transform((value) => value === 'true');
const scalar = z.union([textUpTo(MAX_TEXT), z.number(), z.boolean(), z.array(textUpTo(120)).max(50)]);
export const fields = z.record(textUpTo(60), scalar);

/** A telephone number as people write it, in any digits; `store/registration/customerSpelling.ts` reads it. */
const phone = proseUpTo(60).regex(
  /^[^0-9٠-٩۰-۹０-９]*(?:[0-9٠-٩۰-۹０-９][^0-9٠-٩۰-۹０-９]*){5,40}$/,
  'must-be-telephone' satisfies PhraseId,
);

const email = z.email('must-be-email' satisfies PhraseId).max(200);
const oneWay = (...names: readonly string[]): Record<string, unknown> => ({
  anyOf: names.map((name) => ({ required: [name] })),
});

const complainantOfName = z
  .object({
    name: short,
    phone: phone.optional(),
    email: email.optional(),
    idNumber: z
      .string()
      .trim()
      .regex(/^[ ().（）\u30000-9A-Za-z０-９Ａ-Ｚａ-ｚ－-]{5,30}$/, 'must-be-id-number' satisfies PhraseId)
      .optional(),
    address: text.optional(),
    representatives: z
      .array(
        z
          .strictObject({ name: short, phone: phone.optional(), email: email.optional(), authority: short.optional() })
          .refine(
            (one) => one.phone !== undefined || one.email !== undefined,
            'one-way-to-represent' satisfies PhraseId,
          )
          .meta(oneWay('phone', 'email')),
      )
      .min(1)
      .max(100)
      .optional()
      .describe('Who speaks for the complainants: sealed; only their number is a fact of the case'),
    anonymous: z.literal(false).optional(),
  })
  .catchall(z.union([textUpTo(60), z.boolean(), z.number(), z.array(textUpTo(60)).max(50)]))
  .refine(
    (one) => one.phone !== undefined || one.email !== undefined || one.address !== undefined,
    'one-way-to-be-reached' satisfies PhraseId,
  )
  .meta(oneWay('phone', 'email', 'address'))
  .describe(
    'Beside these, the pack’s fields of the complainant (e.g. tier). One of phone, email and address is enough',
  );

export const complainantSchema = z.union([z.strictObject({ anonymous: z.literal(true) }), complainantOfName]);

/** What another system calls a complaint. The id may be anything, even something personal: it is sealed. */
const referenceSchema = z.strictObject({ system: code, id: short });

export const createComplaintSchema = z.strictObject({
  pack: short.optional().describe('Default: REDRESS_DEFAULT_PACK, else the only pack in force'),
  object: short.optional().describe('complaint, suggestion, petition …; default: the pack’s first'),
  channel: short,
  unit: short,
  category: short.optional().describe('Default: the pack’s only one; one of several is never guessed'),
  complainant: complainantSchema,
  demand: text,
  fields: fields.optional(),
  reference: referenceSchema
    .optional()
    .describe('What another system calls it. Registered once: the same again is 409 and says what is otherwise'),
  drill: z
    .strictObject({ speed: z.int().min(2).max(100_000) })
    .optional()
    .describe('A rehearsal: the same case, so many times faster'),
});

const { drill: _drill, ...registration } = createComplaintSchema.shape;

/** A complaint that another system had, with what was done on it there. */
export const pastComplaintSchema = z.strictObject({
  ...registration,
  registeredAt: instantIn.describe('When it was registered there'),
  history: z
    .array(
      z.strictObject({
        at: instantIn,
        action: textUpTo(60),
        actor: short.optional().describe('Id of a person, also of one who has left; default: nobody knows who'),
        fields: fields.optional(),
        note: text.optional(),
      }),
    )
    .max(500)
    .default([])
    .describe('What was done on it, as its pack calls that; the rules decide what followed'),
});

export const registrationQuerySchema = z.strictObject({
  dryRun: truth.optional().describe('true: everything is checked, and nothing is registered'),
});

export const actionBodySchema = z.strictObject({
  fields: fields.optional(),
  note: text.optional().describe('Prose, sealed; never leaves the database'),
  occurredAt: instantIn.optional().describe('When it happened, if earlier; never moves a clock'),
});

const STAGES_WANTED = new RegExp(`^(${STAGES.join('|')})(,(${STAGES.join('|')}))*$`);

const clockSchema = z.object({
  id: z.string(),
  rule: z.string().optional(),
  occurrence: z.int(),
  label: z.string(),
  status: z.enum(CLOCK_STATUSES),
  startedAt: instant,
  targetAt: instant.nullable(),
  dueAt: instant,
  dueLabel: inWords,
  stoppedAt: instant.nullable(),
  provisional: z.boolean().describe('The calendar of a day it is counted with is not out yet'),
  calendarVersion: z.string().nullable(),
  calendarAdjusted: z.boolean().describe('A published calendar moved it into the past; nobody is accountable'),
  monitor: z.boolean().describe('Nobody can miss it; dueAt is its start'),
});

const fieldSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  required: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});

export const viewSchema = z.object({
  no: z.string(),
  receiptCode: z.string().nullable(),
  reference: referenceSchema.nullable().describe('What another system calls it; null also once erased'),
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  object: z.string(),
  stage: z.enum(STAGES),
  class: z.string(),
  level: z.string(),
  unit: z.string(),
  unitLabel: z.string().describe('What the unit is called'),
  handler: z.string().nullable(),
  channel: z.string(),
  channels: z.array(z.string()),
  category: z.string(),
  anonymous: z.boolean(),
  fields: z.record(z.string(), z.unknown()),
  flags: z.array(z.string()),
  outcome: z.string().nullable(),
  registeredAt: instant,
  importedAt: instant.nullable().describe('When it was brought in with its past; nobody was told of what lay before'),
  acceptedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  promisedAt: instant.nullable(),
  overdue: z.boolean(),
  nextDueAt: instant.nullable(),
  provisional: z.boolean().describe('Something owed next waits for a calendar that is not out yet'),
  calendarVersion: z.string().nullable().describe('Calendar that the case is counted with'),
  clocks: z.array(clockSchema),
  dispatches: z.array(
    z.object({
      id: z.string(),
      department: z.string(),
      label: z.string().describe('What the department is called'),
      status: z.string(),
      dispatchedAt: instant,
      answeredAt: instant.nullable(),
      rerouted: z.int(),
    }),
  ),
  approvals: z.array(
    z.object({
      request: z.string(),
      approval: z.string(),
      action: z.string(),
      status: z.string(),
      needed: z.int(),
      given: z.int(),
      requester: z.string(),
    }),
  ),
  links: z.array(z.object({ no: z.string(), kind: z.string() })),
  allowedActions: z.array(z.object({ id: z.string(), label: z.string(), fields: z.array(fieldSchema) })),
  seq: z.int(),
  drill: z.object({ speed: z.int() }).nullable(),
  pending: z.string().optional().describe('After an action: the approval request that it now waits for'),
});
export type ComplaintView = z.infer<typeof viewSchema>;

export const complainantViewSchema = z.object({
  complainant: z.record(z.string(), z.unknown()).nullable(),
  demand: z.string().nullable(),
});

export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const listItemSchema = viewSchema.pick({
  no: true,
  pack: true,
  object: true,
  stage: true,
  class: true,
  level: true,
  unit: true,
  handler: true,
  channel: true,
  category: true,
  registeredAt: true,
  importedAt: true,
  overdue: true,
  nextDueAt: true,
  provisional: true,
  calendarVersion: true,
  drill: true,
});

/** A case as it would be. */
export const triedSchema = viewSchema.pick({
  stage: true,
  class: true,
  level: true,
  overdue: true,
  nextDueAt: true,
  closedAt: true,
});

export const pageLimit = wholeNumber(z.int().min(1).max(200).default(50));
const wanted = code.optional();

export const listQuerySchema = z.strictObject({
  pack: wanted,
  stage: z
    .string()
    .regex(STAGES_WANTED, `must be one of: ${STAGES.join(', ')}`)
    .optional()
    .describe('One, or several separated by commas'),
  unit: wanted,
  level: wanted,
  category: wanted,
  channel: wanted,
  class: wanted,
  overdue: truth.optional(),
  handler: wanted,
  drill: truth.optional(),
  q: textUpTo(120)
    .optional()
    .describe(
      'Part of a number (four characters of it at least), a receipt code, the id of a reference, the complainant’s ' +
        'telephone number or e-mail address',
    ),
  dueBefore: instantIn.optional(),
  sort: z.enum(['nextDueAt', 'registeredAt']).default('nextDueAt'),
  limit: pageLimit,
  cursor: textUpTo(300).optional(),
});

export const timelineSchema = z.object({
  items: z.array(
    z.object({
      at: instant,
      kind: z.enum(['event', 'planned']),
      label: z.string(),
      seq: z.int().optional(),
      type: z.string().optional(),
      actor: z.object({ id: z.string(), unit: z.string(), roles: z.array(z.string()) }).optional(),
      occurredAt: instant.optional(),
      data: z.record(z.string(), z.unknown()).optional(),
      notes: z.array(z.object({ field: z.string(), text: z.string() })).optional(),
      clock: z.string().optional(),
      occurrence: z.int().optional(),
      rung: z.string().optional(),
      notify: z.array(z.string()).optional(),
      escalate: z.string().optional(),
      provisional: z
        .boolean()
        .optional()
        .describe('Of a planned rung: the calendar of a day its clock is counted with is not out yet'),
      calendarVersion: z.string().nullable().optional(),
    }),
  ),
});
export type TimelineItem = z.infer<typeof timelineSchema>['items'][number];

export const explanationSchema = z.object({
  clock: z.string(),
  occurrence: z.int(),
  label: z.string(),
  rule: z.string().nullable(),
  status: z.string(),
  startedAt: instant,
  dueAt: instant,
  provisional: z.boolean(),
  calendarVersion: z.string().nullable(),
  segments: z.array(
    z.object({
      from: instant,
      to: instant,
      reason: z.string(),
      label: z.string(),
      detail: z.string().optional(),
      by: z.array(z.string()).optional().describe('Who agreed to it'),
    }),
  ),
});

export const notificationsSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      messageKey: z.string(),
      item: z.string(),
      label: z.string().describe('What it is about, and whom it tells, by name'),
      recipient: z.string(),
      via: z.string(),
      role: z.string(),
      channel: z.string(),
      insteadOf: z.array(z.string()).describe('Whom it was for, where they could not be reached'),
      message: z.string(),
      plannedAt: instant.nullable(),
      firedAt: instant,
      status: z
        .enum(['pending', 'delivered', 'moot', 'failing', 'refused', 'undeliverable'])
        .describe(
          '`moot` was not sent, as nobody needs it any more; `failing` is tried again; `refused` was for good, and ' +
            'the fallback of the role is told',
        ),
      attempts: z.int(),
      lastError: z.string().nullable().describe('Why it has not arrived, or why it was not sent'),
      whatToDo: z.string().nullable().describe('Where it has not arrived and somebody has to see to it'),
      plainBecause: z
        .string()
        .nullable()
        .describe(
          'Why it is told in plain form (number, what happened, where to look) and not in the words of its pack',
        ),
      firstAttemptAt: instant.nullable(),
      lastAttemptAt: instant.nullable(),
      deliveredAt: instant.nullable(),
      heldUntil: instant.nullable().describe('It waits for the end of quiet hours'),
    }),
  ),
});

/** What anybody may know of how a bank handles complaints. */
export const publicRulesSchema = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  basis: z.array(z.object({ title: z.string(), number: z.string().nullable(), date: z.string().nullable() })),
  process: z.array(z.object({ stage: z.string(), label: z.string() })),
  levels: z.array(z.string()).describe('Lowest first'),
  channels: z.array(z.string()),
  limits: z.array(z.object({ label: z.string(), limit: z.string(), rule: z.string().nullable() })),
});

export const progressSchema = z.object({
  no: z.string(),
  stage: z.string(),
  label: z.string(),
  registeredAt: instant,
  acceptedAt: instant.nullable(),
  promisedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  outcome: z.string().nullable(),
  steps: z.array(z.object({ label: z.string(), at: instant, atLabel: inWords })),
  said: z
    .object({
      registeredAt: inWords,
      acceptedAt: inWords.nullable(),
      promisedAt: inWords.nullable(),
      resolvedAt: inWords.nullable(),
      closedAt: inWords.nullable(),
    })
    .describe('The same moments for people'),
  drill: z.boolean(),
});
