import { z } from 'zod';
import { BUILT_IN } from '../../domain/case/namedActor.ts';
import { DAY } from '../../domain/time/day.ts';
import { isStorable } from '../../domain/time/storable.ts';
import { isInherited } from '../../domain/values/own.ts';
import type { PhraseId } from '../../language/phrases/phrases.ts';
import { closed } from './schemaParts.ts';

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

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** An address of `https` or `http`. */
const webhook = z.url({ protocol: /^https?$/, error: 'must-be-webhook' satisfies PhraseId }).max(2_000);

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
