/**
 * The engine part of a policy pack, resolved for one installation language: everything the rules need and nothing else.
 * It travels in the workflow's input, so it holds no messages, figures or reports, and absent settings are left out.
 * All durations are milliseconds of case time unless a name says otherwise.
 */

import type { Locale } from '../../language/locale.ts';
import type { RuleId } from './ruleId.ts';
import type { BusinessHours, CalendarDays } from '../time/calendarDays.ts';
import type { AccessDef, PauseDef, RouteDef } from './caseRules.ts';
import type { ClockDef, RungDef, Trigger } from './clockDef.ts';
import type { Condition } from './condition.ts';

export type Scalar = string | number | boolean;

export interface EnginePack {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the whole resolved pack, hex. */
  readonly hash: string;
  readonly title: string;
  /** Language of the titles; Chinese when absent. */
  readonly locale?: Locale;
  /** IANA zone in which days begin and end. */
  readonly timezone: string;
  /** Days on which new cases may be opened under this pack, ISO dates, both inclusive. */
  readonly window?: { readonly from: string; readonly to: string };
  /** Kinds of case this pack takes; the first is the default. */
  readonly objects: readonly string[];
  /**
   * `at-registration`: receipt by the bank is acceptance, so nobody gains time by not clicking. `by-person`: an
   * acceptance gate.
   */
  readonly acceptance: 'at-registration' | 'by-person';
  /** Organisation levels, lowest first. */
  readonly levels: readonly { readonly id: string; readonly title: string }[];
  readonly roles: Readonly<Record<string, RoleDef>>;
  readonly channels: Readonly<Record<string, ChannelDef>>;
  readonly fields: Readonly<Record<string, FieldDef>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly categories: Readonly<Record<string, CategoryDef>>;
  readonly actions: Readonly<Record<string, ActionDef>>;
  readonly clocks: readonly ClockDef[];
  readonly ladders: Readonly<Record<string, readonly RungDef[]>>;
  readonly approvals: Readonly<Record<string, ApprovalDef>>;
  /** Ordered, first match wins, the last one has no condition. */
  readonly classes: readonly ClassDef[];
  readonly notices: readonly NoticeDef[];
  /** Kinds of pause; a pack without them pauses nothing. */
  readonly pauses?: Readonly<Record<string, PauseDef>>;
  /** Who may see a case: the first row that matches; no match leaves it to reach alone. */
  readonly access?: readonly AccessDef[];
  /** Where a new case goes: the first row that matches at intake; no match leaves it to its channel. */
  readonly routing?: readonly RouteDef[];
  /** Where a repeat opens: the next level up from its channel's, or a named one. */
  readonly repeat?: { readonly escalate?: string };
  /** Speakers for a group of complainants: how many at most, and the list of what authorises them. */
  readonly representatives?: { readonly max: number; readonly authority?: string };
  /**
   * The days a case may need (ADR 0008). Its version is not part of the hash: a year may be published while a case is
   * open.
   */
  readonly calendar?: CalendarDays;
  readonly businessHours?: BusinessHours;
}

export interface RoleDef {
  readonly title: string;
  /** Level at whose unit the role is held: the case's unit or the nearest one above it of that level. */
  readonly level?: string;
  /** Or whom the case itself points at. */
  readonly follows?: 'handler' | 'department' | 'complainant';
  /** Role told instead when nobody present holds this one. */
  readonly fallback?: string;
}

export interface ChannelDef {
  readonly title: string;
  /** Level at which a case of this channel enters. */
  readonly entry: string;
  /** Outside the bank: regulator, association, media. */
  readonly external?: boolean;
  /** Head office: classifies like an external one. */
  readonly headOffice?: boolean;
  /** The entry level closes the case itself and never sends it down. */
  readonly noHandDown?: boolean;
}

export interface FieldDef {
  readonly title: string;
  readonly type: FieldType;
  /** Name in `lists`, for `code`. */
  readonly list?: string;
  readonly required?: boolean;
  /** An attribute of the complainant rather than of the case. */
  readonly on?: 'complainant';
  /** Goes to the vault and never through Temporal. */
  readonly personal?: boolean;
  readonly default?: Scalar;
  /** For `person`: whoever is named never sees, handles or hears of the case. */
  readonly recused?: boolean;
}

/**
 * `money` is integer minor units inside and a decimal string outside; `instant` is epoch ms inside and ISO 8601 (or
 * `+6h`) outside; `note` is prose: sealed in the vault, an id inside; `codes` and `units` are lists.
 */
export type FieldType =
  | 'text'
  | 'note'
  | 'code'
  | 'codes'
  | 'boolean'
  | 'integer'
  | 'money'
  | 'instant'
  | 'person'
  | 'unit'
  | 'units'
  | 'case';

export interface CategoryDef {
  readonly title: string;
  readonly rule?: RuleId;
  /** Intake fields that must be given for this category. */
  readonly require?: readonly string[];
  /** Versioned wording that replies must cite. */
  readonly script?: string;
}

export type Stage = 'registered' | 'accepted' | 'resolved' | 'closed' | 'refused' | 'withdrawn' | 'merged';

/** One thing that may be asked of a case: a lifecycle action or a step declared by the pack. */
export interface ActionDef {
  readonly title: string;
  readonly rule?: RuleId;
  /** `step`: recorded as `StepRecorded`; otherwise the lifecycle verb of the same name. */
  readonly kind: 'step' | 'lifecycle';
  /**
   * Roles that may ask for it. `handler` stands for the case's own handler and everybody of the role `handler` at its
   * unit.
   */
  readonly by: readonly string[];
  readonly from: readonly Stage[];
  readonly when?: Condition;
  readonly fields?: Readonly<Record<string, FieldDef>>;
  /** Name in `approvals`: the action waits for others to agree. */
  readonly gate?: string;
  /** The gate stands only when this holds, e.g. a deferral but not a first promise. */
  readonly gateWhen?: Condition;
  /** May be done once per case. */
  readonly once?: boolean;
  /** Flag that the step raises on the case. */
  readonly flag?: string;
}

export interface ApprovalDef {
  readonly title: string;
  readonly rule?: RuleId;
  /** Persons who must agree, each another, none of them the requester. */
  readonly approvers: number;
  readonly roles: readonly string[];
  readonly cap?: CapDef;
}

export interface CapDef {
  /** Action field (money) that is capped. */
  readonly field: string;
  /** First match wins; the last has no condition. Minor units. */
  readonly limits: readonly { readonly when?: Condition; readonly max: number }[];
  /** Cumulative over all cases of the same customer within the pack's window. */
  readonly perCustomer: boolean;
  /** Intake field (money) with what the customer had before this system knew them. */
  readonly already?: string;
  /**
   * What somebody may be paid whom nobody knows, so that their cases cannot be added up: nothing, which is the default,
   * or the cap in each case.
   */
  readonly anonymous?: 'refuse' | 'per-case';
}

export interface ClassDef {
  readonly class: string;
  readonly title: string;
  readonly rule?: RuleId;
  readonly when?: Condition;
}

/** Somebody is told of an event, outside any ladder. */
export interface NoticeDef {
  readonly id: string;
  readonly on: Trigger;
  readonly notify: readonly string[];
  readonly message: string;
}
