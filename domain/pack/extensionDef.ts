import type { Limit } from './limitDef.ts';

/** How a clock may be extended (R1, R2). */
export interface ExtensionDef {
  /** Longest extension, counted from the present due moment. */
  readonly by: Limit;
  /** Longest in all, counted from the clock’s start; an extension ends there at the latest. */
  readonly within?: Limit;
  /** How often one occurrence may be extended. */
  readonly times: number;
  /** Approval that each extension waits for. */
  readonly gate?: string;
  /** Message to the complainant. */
  readonly notice?: string;
}
