import type { Actor } from './actor.ts';
import type { FieldValues } from './event.ts';
import type { CalendarDays } from '../time/calendarDays.ts';

/** Something asked of a case by a person or a system. `id` makes it idempotent: the same id twice is one request. */
export interface ActionCommand {
  readonly id: string;
  readonly action: string;
  readonly actor: Actor;
  readonly fields: FieldValues;
  readonly occurredAt?: number;
  /** Ids of sealed prose. */
  readonly notes?: readonly string[];
}

/** What a case is opened with, after the API has parsed it and sealed what is personal. */
export interface Intake {
  readonly object: string;
  readonly channel: string;
  readonly unit: string;
  readonly category: string;
  readonly fields: FieldValues;
  readonly anonymous: boolean;
  readonly repeatOf?: string;
  /** Person found for the role that the pack routes this case to. */
  readonly assigned?: string;
  /** How many speak for the complainants. */
  readonly representatives?: number;
  /** The days that the case is opened with, kept so that its workflow opens with the very same. */
  readonly calendar?: CalendarDays;
  readonly actor: Actor;
}
