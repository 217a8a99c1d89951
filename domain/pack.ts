/**
 * The engine part of a policy pack, resolved for one installation language: everything the rules need and nothing else.
 * It travels in the workflow's input, so it holds no messages, figures or reports, and absent settings are left out.
 * All durations are milliseconds of case time unless a name says otherwise.
 */

import type { AccessDef, ExtensionDef, PauseDef, RouteDef } from './caseRules.ts';
import type { Condition } from './condition.ts';

export type Scalar = string | number | boolean;

/** Where a rule comes from, e.g. `S1-T4`; kept so that a test, a table or an auditor can find it. */
export type RuleId = string;

export interface EnginePack {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the whole resolved pack, hex. */
  readonly hash: string;
  readonly title: string;
  /** Language of the titles; Chinese when absent. */
  readonly locale?: 'zh' | 'en';
  /** IANA zone in which days begin and end. */
  readonly timezone: string;
  /** Days on which new cases may be opened under this pack, ISO dates, both inclusive. */
  readonly window?: { readonly from: string; readonly to: string };
  /** Kinds of case this pack takes; the first is the default. */
  readonly objects: readonly string[];
  /** `at-registration`: receipt by the bank is acceptance, so nobody gains time by not clicking. `by-person`: an acceptance gate. */
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
  /** Kinds of pause; a pack without them pauses its `pausable` clocks by the millisecond. */
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
   * Set in every pack resolved since the clock's ledger exists; absent in cases opened before it, which go on as they began. With it a clock
   * cancelled by reclassification goes on where it was when the case comes back, one that a reclassification starts late counts from the
   * moment it would have started, and a later promise needs an approval.
   */
  readonly ledger?: true;
  /**
   * Set in every pack resolved since whatever moves a due moment is counted with the calendar; absent in cases opened before, which go on as
   * they began. With it a pause or an extension that reaches unpublished days makes the due moment provisional, an extension and the longest
   * total of a pause are counted again when days change, a last day that rolls goes on from the day before it rolled, and a target moves along.
   */
  readonly recounts?: true;
  /** The days a case may need (ADR 0008). Its version is not part of the hash: a year may be published while a case is open. */
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
 * `money` is integer minor units inside and a decimal string outside; `instant` is epoch ms inside and ISO 8601 (or `+6h`) outside;
 * `note` is prose: sealed in the vault, an id inside; `codes` and `units` are lists.
 */
export type FieldType = 'text' | 'note' | 'code' | 'codes' | 'boolean' | 'integer' | 'money' | 'instant' | 'person' | 'unit' | 'units' | 'case';

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
  /** Roles that may ask for it. `handler` stands for the case's own handler and everybody of the role `handler` at its unit. */
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

/** What starts, stops or cancels a clock: an event name or a step, with an optional condition on the facts after it. */
export interface Trigger {
  readonly on: TriggerName;
  /** For `level-entered`: the level. */
  readonly level?: string;
  /** For `step`: the step's id. */
  readonly step?: string;
  readonly when?: Condition;
}

export type TriggerName =
  | 'registered'
  | 'accepted'
  | 'refused'
  | 'assigned'
  | 'level-entered'
  | 'escalated'
  | 'dispatched'
  | 'dispatch-answered'
  | 'dispatch-rerouted'
  | 'dispatch-refused'
  | 'promised'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'withdrawn'
  | 'merged'
  | 'channel-added'
  | 'linked'
  | 'reclassified'
  | 'approval-requested'
  | 'step';

export interface ClockDef {
  readonly id: string;
  readonly rule?: RuleId;
  readonly title: string;
  readonly start: readonly Trigger[];
  readonly stop: readonly Trigger[];
  readonly cancel?: readonly Trigger[];
  /** Checked on the facts right after the start event. */
  readonly when?: Condition;
  /** How often one case may have this clock. */
  readonly per: 'case' | 'level' | 'dispatch' | 'promise' | 'cycle';
  readonly limit: Limit;
  /** Field (instant) that the limits are counted from, instead of the moment of the start event. */
  readonly from?: string;
  /** Or an earlier event of the case: a limit that is found to apply later still counts from receipt. */
  readonly fromEvent?: 'registered' | 'accepted';
  /** An earlier moment that is aimed at but not owed. */
  readonly target?: Limit;
  readonly ladder: string;
  /** Higher is told first when several lapse together. */
  readonly severity: number;
  /** A pause may stop this clock, in a pack without kinds of pause. */
  readonly pausable?: boolean;
  /** Owed by law: stands still only under a pause that names it, and is extended only where `extendable` says so. */
  readonly statutory?: boolean;
  /** How it may be extended; in a pack where any clock says this, the others cannot be. */
  readonly extendable?: ExtensionDef;
  /** Nobody here owes it: the time in which the complainant may ask for a review, or in which a shorter way is open. */
  readonly owed?: false;
  /** Missing it makes the case overdue (and so formal, where the class table says so). */
  readonly overdue?: boolean;
}

export type Limit =
  | { readonly kind: 'elapsed'; readonly ms: number }
  | ({ readonly kind: 'days'; readonly days: number } & LastDay)
  | ({ readonly kind: 'months'; readonly months: number } & LastDay)
  | { readonly kind: 'working-days'; readonly days: number; readonly end?: string }
  | { readonly kind: 'business-hours'; readonly ms: number }
  | { readonly kind: 'field'; readonly field: string }
  /** Watched, never missed: the ladder counts from the start. */
  | { readonly kind: 'none' };

export interface LastDay {
  /** A last day on which one rests moves to the next working day. */
  readonly roll?: boolean;
  /** `HH:MM` at which the last day ends; 24:00 when absent. */
  readonly end?: string;
  /** Ends at the time of day at which it began. */
  readonly keepTime?: boolean;
}

export interface RungDef {
  readonly id: string;
  readonly at: RungAt;
  /** Roles to tell; `complainant` is the person who complained. */
  readonly notify: readonly string[];
  /** Move the case up: `next` level or a named one. Never moves it down. */
  readonly escalate?: string;
  readonly flag?: string;
  readonly message: string;
}

export type RungAt =
  | { readonly kind: 'percent'; readonly percent: number }
  /** From the due moment, or from the clock's target or start. */
  | { readonly kind: 'offset'; readonly ms: number; readonly of?: 'target' | 'start' }
  /** Whole days before (negative) or after the due day, at a time of day `HH:MM` in the pack's zone. */
  | { readonly kind: 'day'; readonly days: number; readonly time: string }
  /** The same in working days. */
  | { readonly kind: 'working-day'; readonly days: number; readonly time: string };

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

/** Open hours of every working day, `HH:MM` local, in order. */
export type BusinessHours = readonly { readonly from: string; readonly to: string }[];

/**
 * The days of a calendar that a case may need; every other day is a working day from Monday to Friday. A year that is not in `years`
 * is unpublished: its days follow the provisional rule, and what is counted on them is provisional.
 */
export interface CalendarDays {
  /** Ids of the calendars laid over each other, the nationwide one first. */
  readonly layers: readonly string[];
  /** Another one for every change of any day. */
  readonly version: string;
  /** Published years. */
  readonly years: readonly number[];
  /** Rest days from Monday to Friday, and what for. */
  readonly off: Readonly<Record<string, string>>;
  /** Working days on a weekend, and what for. */
  readonly work: Readonly<Record<string, string>>;
  /** `MM-DD` from which the days of a year may still be set by the notice of the next one. */
  readonly openFrom?: string;
  /** Days off by order for this case alone: settled whatever the year. */
  readonly closed?: readonly string[];
}
