import type { TimeBase } from '../time/timeBase.ts';

/** Notifications of one decision, delivered by one activity: rungs that fired together, or notices. */
export interface Delivery {
  readonly no: string;
  readonly packHash: string;
  readonly base: TimeBase;
  readonly items: readonly Notification[];
  /** Where the case was when it was decided; people are found from here, at delivery time. */
  readonly unit: string;
  readonly level: string;
  readonly handler?: string;
  readonly stage: string;
  readonly category: string;
}

/** What a fired rung or an event owes to roles: one message for each person and channel. Moments are case time. */
export interface Notification {
  /** `<clock>/<occurrence>/<rung>` or `notice/<seq>/<notice>`; stable, with number, recipient and channel. */
  readonly key: string;
  readonly message: string;
  readonly notify: readonly string[];
  /** Title of the clock, or of what happened. */
  readonly title: string;
  readonly rule?: string;
  readonly dueAt?: number;
  /** Calendar version of a due moment that is still provisional. */
  readonly provisional?: string;
  readonly at: number;
  readonly lateMs?: number;
  readonly lateBecause?: 'suspended';
  readonly coalesced?: boolean;
  /** Level that the case moved to with it. */
  readonly escalatedTo?: string;
  /** Department of the dispatch concerned. */
  readonly department?: string;
  /** Where the whole case is concerned and a role of departments is told: those that still owe an answer. */
  readonly departments?: readonly string[];
}
