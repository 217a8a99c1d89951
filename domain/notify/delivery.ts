import type { TimeBase } from '../time/timeBase.ts';

/** The notifications of one decision, sent by one activity. */
export type Delivery = Readonly<{
  no: string;
  packHash: string;
  base: TimeBase;
  items: readonly Notification[];
  /** Of the last event of the decision: what came later has happened since. */
  seq: number;
  /** Where the case was then; people are looked up at delivery. */
  unit: string;
  level: string;
  handler?: string;
  stage: string;
  category: string;
}>;

/** What a rung or an event owes to roles. Moments are case time. */
export type Notification = Readonly<{
  /** `<clock>/<occurrence>/<rung>` or `notice/<seq>/<notice>`; makes the id of each message. */
  key: string;
  message: string;
  notify: readonly string[];
  /** Of the clock or the notice. */
  title: string;
  rule?: string;
  dueAt?: number;
  /** Calendar version, while the due moment is provisional. */
  provisional?: string;
  at: number;
  /** Of a rung. */
  plannedAt?: number;
  lateMs?: number;
  lateBecause?: 'suspended';
  coalesced?: boolean;
  escalatedTo?: string;
  /** Of the dispatch concerned. */
  department?: string;
  /** Those that still owe an answer, where the whole case is concerned. */
  departments?: readonly string[];
}>;
