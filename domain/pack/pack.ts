/**
 * The engine part of a pack, resolved for one language: all that the rules need. It travels in the workflow's input, so
 * it holds no messages, figures or reports. Durations are ms of case time unless a name says otherwise.
 */

import type { Locale } from '../../language/locale.ts';
import type { RuleId } from './ruleId.ts';
import type { BusinessHours, CalendarDays } from '../time/calendarDays.ts';
import type { AccessDef, PauseDef, RouteDef } from './caseRules.ts';
import type { ClockDef, RungDef, Trigger } from './clockDef.ts';
import type { Condition } from './condition.ts';

export type Scalar = string | number | boolean;

export type EnginePack = Readonly<{
  id: string;
  version: string;
  /** SHA-256 of the whole resolved pack, hex. */
  hash: string;
  title: string;
  /** Language of the titles; Chinese when absent. */
  locale?: Locale;
  /** IANA zone in which days begin and end. */
  timezone: string;
  /** Days on which new cases may be opened under this pack, ISO dates, both inclusive. */
  window?: { readonly from: string; readonly to: string };
  /** Kinds of case this pack takes; the first is the default. */
  objects: readonly string[];
  /** `at-registration`: receipt by the bank is acceptance, so nobody gains time by not clicking. */
  acceptance: 'at-registration' | 'by-person';
  /** Organisation levels, lowest first. */
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
  /** Ordered, first match wins, the last one has no condition. */
  classes: readonly ClassDef[];
  notices: readonly NoticeDef[];
  /** Kinds of pause; a pack without them pauses nothing. */
  pauses?: Readonly<Record<string, PauseDef>>;
  /** Who may see a case: the first row that matches; no match leaves it to reach alone. */
  access?: readonly AccessDef[];
  /** Where a new case goes: the first row that matches at intake; no match leaves it to its channel. */
  routing?: readonly RouteDef[];
  /** Where a repeat opens: the next level up from its channel's, or a named one. */
  repeat?: { readonly escalate?: string };
  /** Speakers for a group of complainants: how many at most, and the list of what authorises them. */
  representatives?: { readonly max: number; readonly authority?: string };
  /** The days a case may need (ADR 0008); not part of the hash, as a year may be published while a case is open. */
  calendar?: CalendarDays;
  businessHours?: BusinessHours;
}>;

type RoleDef = Readonly<{
  title: string;
  /** Level at whose unit the role is held: the case's unit or the nearest one above it of that level. */
  level?: string;
  /** Or whom the case itself points at. */
  follows?: 'handler' | 'department' | 'complainant';
  /** Role told instead when nobody present holds this one. */
  fallback?: string;
}>;

export type ChannelDef = Readonly<{
  title: string;
  /** Level at which a case of this channel enters. */
  entry: string;
  /** Outside the bank: regulator, association, media. */
  external?: boolean;
  /** Head office: classifies like an external one. */
  headOffice?: boolean;
  /** The entry level closes the case itself and never sends it down. */
  noHandDown?: boolean;
}>;

export type FieldDef = Readonly<{
  title: string;
  type: FieldType;
  /** Name in `lists`, for `code`. */
  list?: string;
  required?: boolean;
  /** An attribute of the complainant rather than of the case. */
  on?: 'complainant';
  /** Goes to the vault and never through Temporal. */
  personal?: boolean;
  default?: Scalar;
  /** For `person`: whoever is named never sees, handles or hears of the case. */
  recused?: boolean;
}>;

/**
 * `money` is minor units inside, a decimal string outside; `instant` is epoch ms inside, ISO 8601 or `+6h` outside;
 * `note` is prose: sealed in the vault, an id inside; `codes` and `units` are lists.
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
  /** Intake fields that must be given for this category. */
  require?: readonly string[];
  /** Versioned wording that replies must cite. */
  script?: string;
}>;

export const STAGES = ['registered', 'accepted', 'resolved', 'closed', 'refused', 'withdrawn', 'merged'] as const;
export type Stage = (typeof STAGES)[number];

/** One thing that may be asked of a case: a lifecycle action or a step declared by the pack. */
export type ActionDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** `step`: recorded as `StepRecorded`; otherwise the lifecycle verb of the same name. */
  kind: 'step' | 'lifecycle';
  /** Roles that may ask for it; `handler`: the case's own handler and everybody of the role `handler` at its unit. */
  by: readonly string[];
  from: readonly Stage[];
  when?: Condition;
  fields?: Readonly<Record<string, FieldDef>>;
  /** Name in `approvals`: the action waits for others to agree. */
  gate?: string;
  /** The gate stands only when this holds, e.g. a deferral but not a first promise. */
  gateWhen?: Condition;
  /** May be done once per case. */
  once?: boolean;
  /** Flag that the step raises on the case. */
  flag?: string;
}>;

type ApprovalDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** Persons who must agree, each another, none of them the requester. */
  approvers: number;
  roles: readonly string[];
  cap?: CapDef;
}>;

type CapDef = Readonly<{
  /** Action field (money) that is capped. */
  field: string;
  /** First match wins; the last has no condition. Minor units. */
  limits: readonly { readonly when?: Condition; readonly max: number }[];
  /** Cumulative over all cases of the same customer within the pack's window. */
  perCustomer: boolean;
  /** Intake field (money) with what the customer had before this system knew them. */
  already?: string;
  /** What somebody may be paid whose cases cannot be added up: nothing (the default), or the cap in each case. */
  anonymous?: 'refuse' | 'per-case';
}>;

export type ClassDef = Readonly<{
  class: string;
  title: string;
  rule?: RuleId;
  when?: Condition;
}>;

/** Somebody is told of an event outside any ladder. */
export type NoticeDef = Readonly<{
  id: string;
  on: Trigger;
  notify: readonly string[];
  message: string;
}>;
