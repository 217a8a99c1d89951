/** One of the two things that are measured beside each other, as the measurements see it. */

import type { WorkflowHandle } from '@temporalio/client';

export type EngineName = 'redress' | 'minimal';

/** The mildest first. */
export const SEVERITIES = ['plain', 'serious', 'grave'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A case that was opened. */
export interface OpenedCase {
  readonly id: string;
  readonly workflow: WorkflowHandle;
  /** Beginning of the key under which the sink sees its lapse. */
  readonly sinkKey: string;
}

export interface Engine {
  readonly name: EngineName;
  /** Opens a case whose one deadline is at `dueAt` (epoch ms). The minimal worker knows no severity. */
  readonly openDeadline: (dueAt: number, severity?: Severity) => Promise<OpenedCase>;
  /** Opens a case to be led through its life. */
  readonly openLife: () => Promise<OpenedCase>;
  /** The actions of a life in order; after the last one the workflow ends. */
  readonly actions: readonly ((id: string) => Promise<void>)[];
}
