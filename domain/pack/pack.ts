/**
 * What the rules need of a pack, in one language. It travels in the workflow's input, so it holds no messages, figures
 * or reports. Durations are ms of case time.
 */

import type { Locale } from '../../language/bilingual.ts';
import type { RuleId, ClockDef, RungDef, Trigger } from './clockDef.ts';
import type { BusinessHours, CalendarDays } from '../time/calendar.ts';
import type { AccessDef, PauseDef, RouteDef } from './caseRules.ts';
import type { Condition } from './condition.ts';

export type Scalar = string | number | boolean;

export type EnginePack = Readonly<{
  id: string;
  version: string;
  /** SHA-256 of the whole resolved pack, hex. */
  hash: string;
  title: string;
  /** Of the titles; Chinese by default. */
  locale?: Locale;
  /** IANA. */
  timezone: string;
  /** Days on which cases may be opened, ISO dates, both inclusive. */
  window?: { readonly from: string; readonly to: string };
  /** Kinds of case; the first is the default. */
  objects: readonly string[];
  /** `at-registration`: receipt is acceptance, so nobody gains time by waiting. */
  acceptance: 'at-registration' | 'by-person';
  /** Lowest first. */
  levels: readonly { readonly id: string; readonly title: string }[];
  roles: Readonly<Record<string, RoleDef>>;
  channels: Readonly<Record<string, ChannelDef>>;
  fields: Readonly<Record<string, FieldDef>>;
  lists: Readonly<Record<string, readonly string[]>>;
  categories: Readonly<Record<string, CategoryDef>>;
  actions: Readonly<Record<string, ActionDef>>;
  clocks: readonly ClockDef[];
  ladders: Readonly<Record<string, readonly RungDef[]>>;
  approvals: Readonly<Record<string, ApprovalDef>>;
  /** The first match wins; the last has no condition. */
  classes: readonly ClassDef[];
  notices: readonly NoticeDef[];
  pauses?: Readonly<Record<string, PauseDef>>;
  /** Who may see a case: the first match; without one, whoever has reach. */
  access?: readonly AccessDef[];
  /** Where a new case goes: the first match at intake; without one, its channel decides. */
  routing?: readonly RouteDef[];
  /** Where a repeat opens: the level above its channel's, or a named one. */
  repeat?: { readonly escalate?: string };
  /** Who speaks for a group: how many at most, and the list of what authorises them. */
  representatives?: { readonly max: number; readonly authority?: string };
  /** Not part of the hash: a year may be published while a case is open (ADR 0008). */
  calendar?: CalendarDays;
  businessHours?: BusinessHours;
}>;

type RoleDef = Readonly<{
  title: string;
  /** Held at the case's unit, or at the nearest one above of this level. */
  level?: string;
  /** Or whom the case points at. */
  follows?: 'handler' | 'department' | 'complainant';
  /** Role told when nobody present holds this one. */
  fallback?: string;
}>;

export type ChannelDef = Readonly<{
  title: string;
  /** Level of entry. */
  entry: string;
  /** Regulator, association, media. */
  external?: boolean;
  /** Classifies like an external one. */
  headOffice?: boolean;
  /** The entry level closes the case itself. */
  noHandDown?: boolean;
}>;

export type FieldDef = Readonly<{
  title: string;
  type: FieldType;
  /** Name in `lists`, for `code`. */
  list?: string;
  required?: boolean;
  /** Should be known, but nobody is refused without it. */
  expected?: boolean;
  /** An attribute of the complainant, not of the case. */
  on?: 'complainant';
  /** Goes to the vault, never through Temporal. */
  personal?: boolean;
  default?: Scalar;
  /** Whoever a `person` field names never sees, handles or hears of the case. */
  recused?: boolean;
  /** Of an integer, both inclusive. */
  min?: number;
  max?: number;
}>;

/**
 * `money` is minor units inside, a decimal string outside; `instant` epoch ms inside, ISO 8601 or `+6h` outside; `note`
 * is prose in the vault, an id inside; `codes` and `units` are lists.
 */
export const FIELD_TYPES = [
  'text',
  'note',
  'code',
  'codes',
  'boolean',
  'integer',
  'money',
  'instant',
  'person',
  'unit',
  'units',
  'case',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

type CategoryDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** Intake fields that it requires. */
  require?: readonly string[];
  /** Intake fields that should be known of it, beside those that always should. */
  expect?: readonly string[];
  /** Versioned wording that replies must cite. */
  script?: string;
}>;

export const STAGES = ['registered', 'accepted', 'resolved', 'closed', 'refused', 'withdrawn', 'merged'] as const;
export type Stage = (typeof STAGES)[number];

/** What may be asked of a case. */
export type ActionDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** A `step` gives `StepRecorded`; `lifecycle` is the verb of the same name. */
  kind: 'step' | 'lifecycle';
  /** Roles; `handler`: the case's own, and everybody of that role at its unit. */
  by: readonly string[];
  /** Whoever handles the case may not. */
  notBy?: 'handler';
  from: readonly Stage[];
  when?: Condition;
  fields?: Readonly<Record<string, FieldDef>>;
  /** Name in `approvals`: the action waits until others agree. */
  gate?: string;
  /** Only then it waits, such as for a deferral but not a first promise. */
  gateWhen?: Condition;
  /** Once per case. */
  once?: boolean;
  /** Raised on the case. */
  flag?: string;
}>;

type ApprovalDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** How many other people must agree, the requester never among them. */
  approvers: number;
  roles: readonly string[];
  cap?: CapDef;
}>;

type CapDef = Readonly<{
  /** Action field (money) that is capped. */
  field: string;
  /** Minor units; the first match wins, the last has no condition. */
  limits: readonly { readonly when?: Condition; readonly max: number }[];
  /** Over all cases of the customer within the pack's window. */
  perCustomer: boolean;
  /** Intake field (money): what the customer had before this system. */
  already?: string;
  /** Whose cases cannot be added up: paid nothing (the default), or capped case by case. */
  anonymous?: 'refuse' | 'per-case';
}>;

export type ClassDef = Readonly<{
  class: string;
  title: string;
  rule?: RuleId;
  when?: Condition;
}>;

/** Tells roles of an event outside any ladder. */
export type NoticeDef = Readonly<{
  id: string;
  on: Trigger;
  notify: readonly string[];
  message: string;
}>;

/** `undefined` for a clock that this version lacks. */
export function clockDefOf(pack: EnginePack, id: unknown): ClockDef | undefined {
  return pack.clocks.find((def) => def.id === id);
}
