import type { Limit } from './limitDef.ts';

/** How a clock may be extended (R1, R2). */
export type ExtensionDef = Readonly<{
  /** Longest extension, counted from the present due moment. */
  by: Limit;
  /** Longest in all, counted from the clock’s start; an extension ends there at the latest. */
  within?: Limit;
  /** How often one occurrence may be extended. */
  times: number;
  /** Approval that each extension waits for. */
  gate?: string;
  /** Message to the complainant. */
  notice?: string;
}>;
