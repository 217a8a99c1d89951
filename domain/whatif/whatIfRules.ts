import type { EnginePack } from '../pack/pack.ts';
import type { RepeatRule } from '../case/repeats.ts';

/** Rules that a case is lived again under. */
export interface WhatIfRules {
  /** What the case is opened under. */
  readonly pack: EnginePack;
  /** Absent: no case is a repeat. */
  readonly repeat?: RepeatRule;
  /**
   * For the rules that were in force: by hash, the versions that the case went over to. Absent: the pack holds
   * throughout, and recorded moves to other versions are left out.
   */
  readonly versions?: Readonly<Record<string, EnginePack>>;
}
