/** Recurring obligations of units: what is owed when, by whom, and who is told when it is missing. Data of a bank. */

import type { Bilingual } from '../../language/bilingual.ts';
import type { RuleId } from '../pack/clockDef.ts';

/** What a duty repeats with. It is about that day, or about the month or year before. */
export const RHYTHMS = ['day', 'working-day', 'month', 'year'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export const DOES = ['return', 'digest', 'close', 'improvements'] as const;

/** Among the roles of a chase: whoever owns the improvement. */
export const OWNER = 'owner';

export type DutyDef = Readonly<{
  title: Bilingual;
  rule?: RuleId;
  every: Rhythm;
  /** Of a month or year: which day of it, from 1; of a year `MM-DD`. */
  on?: string;
  /** `HH:MM`, up to 24:00, in the zone of the pack. */
  due: string;
  /** From when on that day it can be done, and its first reminder can go. */
  opens: string;
  /** Only on days of the pack's window. */
  withinWindow?: boolean;
  /**
   * `return`: units hand something in; `digest`: leaders are told how things stand; `close`: the period is closed;
   * `improvements`: those of the register whose time has come are told of.
   */
  does: (typeof DOES)[number];
  /** Of a return: the units that owe it, by level, by a role that somebody holds there, or by name. */
  owed?: Readonly<{ level: string } | { role: string } | { unit: string }>;
  /** Who may hand it in, at the unit or above. */
  by?: readonly string[];
  /** Nothing to report is an answer. */
  nil?: boolean;
  body?: Readonly<Record<string, DutyField>>;
  /** Of a return: who is told when it is missing. Of improvements: each by its own due moment. */
  chase?: readonly ChaseDef[];
  /** Of a digest. */
  to?: readonly string[];
}>;

export type DutyField = Readonly<{
  title: Bilingual;
  type: 'integer' | 'boolean';
  required?: boolean | undefined;
}>;

/** `after`: ms from the due moment, below 0 before it. */
export type ChaseDef = Readonly<{ after: number; notify: readonly string[] }>;

export type DutyBook = Readonly<{
  pack: string;
  duties: Readonly<Record<string, DutyDef>>;
}>;
