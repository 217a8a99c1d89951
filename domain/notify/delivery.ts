import type { TimeBase } from '../time/timeBase.ts';

/** Notifications of one decision, delivered by one activity: rungs that fired together, or notices. */
export interface Delivery {
  readonly no: string;
  readonly packHash: string;
  readonly base: TimeBase;
  readonly items: readonly Notification[];
  /** Where the case stood when it was decided; people are found from here, at delivery time. */
  readonly unit: string;
  readonly level: string;
  readonly handler?: string;
  readonly stage: string;
  readonly category: string;
}

/** What a fired rung or an event owes to roles. It becomes one message per person and channel. */
export interface Notification {
  /**
   * `<clock>/<occurrence>/<rung>` or `notice/<seq>/<notice>`; with number, recipient and channel it is the stable key.
   */
  readonly key: string;
  readonly message: string;
  readonly notify: readonly string[];
  /** Title of the clock, or of what happened. */
  readonly title: string;
  readonly rule?: string;
  /** Case time. */
  readonly dueAt?: number;
  /** Calendar version of a due moment that is still provisional. */
  readonly provisional?: string;
  readonly at: number;
  readonly lateMs?: number;
  readonly lateBecause?: 'suspended';
  readonly coalesced?: boolean;
  /** Level the case moved to with this item. */
  readonly escalatedTo?: string;
  /** Department of the dispatch concerned. */
  readonly department?: string;
  /**
   * For what concerns the whole case: the departments that still owe an answer, where a role of theirs is to be told.
   */
  readonly departments?: readonly string[];
}
