import type { Bed } from '../engines/bed.ts';
import type { Engine, EngineName } from '../engines/engine.ts';

/** One line of the table: the same figure of both, and their ratio where it says something. */
export interface Figure {
  readonly what: string;
  readonly unit: string;
  readonly redress: number;
  /** Absent where the minimal worker has no such thing. */
  readonly minimal?: number;
}

/** What a measurement may use. */
export interface Lab {
  readonly bed: Bed;
  readonly engines: Readonly<Record<EngineName, Engine>>;
  readonly quick: boolean;
  readonly say: (text: string) => void;
  /** Whole lives per second as measured in this run, for what is done at half load. */
  readonly livesPerSecond: Record<EngineName, number | undefined>;
  /** Numbers of open cases at which lateness is measured. */
  readonly open: readonly number[];
  /** Deadlines a second then. */
  readonly lapses: number;
  /** Deadlines in the one second of the storm. */
  readonly storm: number;
}

export type Measurement = (lab: Lab) => Promise<readonly Figure[]>;

/** Both in turn, the minimal worker first, so that a machine that changes during the run changes for both. */
export const IN_TURN: readonly EngineName[] = ['minimal', 'redress'];
