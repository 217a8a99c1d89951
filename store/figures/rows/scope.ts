/** What the SQL of a figure is made for: whose rules, which period, as of when. */

import { sql } from 'kysely';
import type { FigureBook } from '../../../domain/figures/figure.ts';
import type { Coding } from '../../../domain/figures/returnDefinition.ts';
import type { EnginePack } from '../../../domain/pack/pack.ts';
import type { Sql } from './sqlText.ts';

export type Scope = Readonly<{
  /** Whose rows are counted: the pack in force says what its channels and levels are. */
  pack: EnginePack;
  book: FigureBook;
  /** From the first moment of the period to the first after it, or to now where that is earlier. */
  from: Date;
  to: Date;
  /** Rows are judged as they were then: the end of the period, with its grace. */
  asOf: Date;
  /** The period that was asked for begins here, also where an earlier one is counted beside it. */
  anchor: Date;
  /** The units that count: one with all below it. */
  units?: readonly string[];
  /** Axes of a regulator's return. */
  codings?: Readonly<Record<string, Coding>>;
}>;

/** A moment as a parameter. */
export const at = (moment: Date): Sql => sql`${moment.toISOString()}::timestamptz`;
