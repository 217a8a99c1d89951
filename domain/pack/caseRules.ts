/** Parts of a pack about time that stands still or is granted, who may see a case, and where it goes. */

import type { Condition } from './condition.ts';
import type { Limit } from './limitDef.ts';
import type { RuleId } from './ruleId.ts';

/** A kind of pause (S2: an external body assists; R6: a hearing). */
export interface PauseDef {
  readonly title: string;
  readonly rule?: RuleId;
  /** List of reasons; a reason outside it is refused. */
  readonly reasons?: string;
  /** Clocks that it stops; no other stands still. */
  readonly clocks: readonly string[];
  /**
   * Longest total of all pauses of this kind on one case, in the unit of the limit; the clocks then go on by
   * themselves.
   */
  readonly max?: Limit;
  /** Approval that each pause waits for. */
  readonly gate?: string;
}

export interface AccessDef {
  readonly when?: Condition;
  readonly roles: readonly string[];
  readonly rule?: RuleId;
}

export interface RouteDef {
  readonly when?: Condition;
  readonly rule?: RuleId;
  /** Level at which the case enters. */
  readonly entry?: string;
  /** Role whose holder handles it. */
  readonly role?: string;
  /** Unit that it goes to. */
  readonly unit?: string;
  /** The ladder of levels is left out: a fact that conditions can ask for. */
  readonly bypass?: boolean;
}
