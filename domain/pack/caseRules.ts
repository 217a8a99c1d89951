import type { Condition } from './condition.ts';
import type { Limit, RuleId } from './clockDef.ts';

/** For example the help of an external body (S2) or a hearing (R6). */
export type PauseDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** List of the reasons allowed. */
  reasons?: string;
  /** Clocks that it stops. */
  clocks: readonly string[];
  /** Longest total of such pauses on a case, in the limit's unit; the clocks then go on by themselves. */
  max?: Limit;
  /** Approval that each pause waits for. */
  gate?: string;
}>;

export type AccessDef = Readonly<{
  when?: Condition;
  roles: readonly string[];
  rule?: RuleId;
}>;

export type RouteDef = Readonly<{
  when?: Condition;
  rule?: RuleId;
  /** Level of entry. */
  entry?: string;
  /** Its holder handles the case. */
  role?: string;
  unit?: string;
  /** Field of type `unit`: the unit named there takes the case, and without one the row does not match. */
  field?: string;
  /** Past the ladder of levels: a fact for conditions. */
  bypass?: boolean;
}>;
