import type { TimeBase } from '../time/timeBase.ts';

/** Notifications of one decision, delivered by one activity: rungs that fired together, or notices. */
export type Delivery = Readonly<{
  no: string;
  packHash: string;
  base: TimeBase;
  items: readonly Notification[];
  /** Where the case was when it was decided; people are found from here, at delivery time. */
  unit: string;
  level: string;
  handler?: string;
  stage: string;
  category: string;
}>;

/** What a fired rung or an event owes to roles: one message for each person and channel. Moments are case time. */
export type Notification = Readonly<{
  /** `<clock>/<occurrence>/<rung>` or `notice/<seq>/<notice>`; stable, with number, recipient and channel. */
  key: string;
  message: string;
  notify: readonly string[];
  /** Title of the clock, or of what happened. */
  title: string;
  rule?: string;
  dueAt?: number;
  /** Calendar version of a due moment that is still provisional. */
  provisional?: string;
  at: number;
  lateMs?: number;
  lateBecause?: 'suspended';
  coalesced?: boolean;
  /** Level that the case moved to with it. */
  escalatedTo?: string;
  /** Department of the dispatch concerned. */
  department?: string;
  /** Where the whole case is concerned and a role of departments is told: those that still owe an answer. */
  departments?: readonly string[];
}>;
