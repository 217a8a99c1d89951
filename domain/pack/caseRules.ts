/** Parts of a pack about time that stands still or is granted, who may see a case, and where it goes. */

import type { Condition } from './condition.ts';
import type { Limit } from './limitDef.ts';
import type { RuleId } from './ruleId.ts';

/** A kind of pause (S2: an external body assists; R6: a hearing). */
export type PauseDef = Readonly<{
  title: string;
  rule?: RuleId;
  /** List of reasons; a reason outside it is refused. */
  reasons?: string;
  /** Clocks that it stops; no other stands still. */
  clocks: readonly string[];
  /**
   * Longest total of all pauses of this kind on one case, in the unit of the limit; the clocks then go on by
   * themselves.
   */
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
  /** Level at which the case enters. */
  entry?: string;
  /** Role whose holder handles it. */
  role?: string;
  /** Unit that it goes to. */
  unit?: string;
  /** The ladder of levels is left out: a fact that conditions can ask for. */
  bypass?: boolean;
}>;
