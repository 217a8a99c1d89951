import type { Limit } from './limitDef.ts';

/** How a clock may be extended (R1, R2). */
export type ExtensionDef = Readonly<{
  /** At most, from the present due moment. */
  by: Limit;
  /** At most in all, from the start of the clock. */
  within?: Limit;
  /** How often one occurrence may be extended. */
  times: number;
  /** Approval that each extension waits for. */
  gate?: string;
  /** Message to the complainant. */
  notice?: string;
}>;
