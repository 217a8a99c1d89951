import { z } from 'zod';
import { BUILT_IN } from '../../domain/case/namedActor.ts';
import { CHANNELS } from '../../domain/notify/channels.ts';
import { DAY } from '../../domain/time/day.ts';
import { isStorable } from '../../domain/values/storable.ts';
import { isInherited } from '../../domain/values/own.ts';
import type { PhraseId } from '../../language/phrases/phrases.ts';
import { closed } from './schemaParts.ts';
import { isZone } from '../../domain/time/isZone.ts';

const SMALL_ID = /^[a-z][a-z0-9-]{0,47}$/;
const id = z
  .string()
  .regex(SMALL_ID, 'must-be-small-id' satisfies PhraseId)
  .refine((text) => !isInherited(text), 'name-not-allowed' satisfies PhraseId)
  .meta({ pattern: SMALL_ID.source, not: { enum: Object.getOwnPropertyNames(Object.prototype) } });

const personId = id
  .refine((text) => !BUILT_IN.includes(text), 'is-redress-itself' satisfies PhraseId)
  .meta({ pattern: SMALL_ID.source, not: { enum: [...Object.getOwnPropertyNames(Object.prototype), ...BUILT_IN] } });

const title = z
  .string()
  .regex(/^\S(?:.{0,198}\S)?$/u, 'must-be-title' satisfies PhraseId)
  .refine(isStorable, 'unfit-characters' satisfies PhraseId);

const day = z
  .string('must-be-date' satisfies PhraseId)
  .regex(new RegExp(`^${DAY}$`), 'must-be-date' satisfies PhraseId)
  .meta({ examples: ['2026-11-30'] });

const zone = z
  .string()
  .max(60)
  .refine(isZone, 'must-be-zone' satisfies PhraseId);

/** An address of `https` or `http`. */
const webhook = z.url({ protocol: /^https?$/, error: 'must-be-webhook' satisfies PhraseId }).max(2_000);

const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must-be-phone' satisfies PhraseId)
  .meta({ examples: ['+8613900001234'] });

/** The name that a robot has in the settings of the workers: its address is a secret. */
const robot = id.nullable().optional().describe('Name of a robot in the settings of the workers');

const channelsInOrder = z
  .array(z.enum(CHANNELS, 'must-be-channel' satisfies PhraseId))
  .min(1, 'must-be-channel' satisfies PhraseId)
  .refine((names) => new Set(names).size === names.length, 'channel-twice' satisfies PhraseId);

const timeOfDay = z
  .string('must-be-time-of-day' satisfies PhraseId)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must-be-time-of-day' satisfies PhraseId);

export const unitSchema = closed({
  id,
  name: title.optional(),
  level: id.optional(),
  parent: id.nullable().optional(),
  timezone: zone.nullable().optional().describe('Null: that of the unit above'),
});

export const personSchema = closed({
  id: personId,
  name: title.optional(),
  unit: id.optional(),
  roles: z.array(id).max(50).optional().describe('At their unit'),
  email: z
    .email('must-be-email' satisfies PhraseId)
    .max(200)
    .nullable()
    .optional(),
  webhook: webhook.nullable().optional(),
  sms: phoneNumber.nullable().optional(),
  wecom: robot,
  dingtalk: robot,
  feishu: robot,
  channels: closed({
    warning: channelsInOrder.optional(),
    lapse: channelsInOrder.optional(),
    notice: channelsInOrder.optional(),
  })
    .nullable()
    .optional()
    .describe('In which order channels are tried, by how much a message weighs; null: by all at once'),
  quiet: closed({ from: timeOfDay, to: timeOfDay })
    .nullable()
    .optional()
    .describe('Between these times of day, in the zone of the unit, warnings wait; may pass midnight'),
  locale: z.enum(['zh', 'en']).nullable().optional().describe('Null: that of the installation'),
  deputy: id.nullable().optional(),
  absent: closed({ from: day, to: day.optional() })
    .nullable()
    .optional()
    .describe('Days in the zone of the unit, both included; without `to` until further notice'),
  left: z.boolean().optional().describe('Acts no more and is told nothing'),
});

/**
 * What is to change about units and people. Whoever is not named stays as they are, and so does what is not said of
 * those who are; `null` takes away.
 */
export const organisationSchema = closed({
  units: z.array(unitSchema).max(20_000).optional(),
  people: z.array(personSchema).max(50_000).optional(),
});

export type UnitChange = z.infer<typeof unitSchema>;
export type PersonChange = z.infer<typeof personSchema>;
export type OrganisationChange = z.infer<typeof organisationSchema>;
