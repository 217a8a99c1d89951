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

/** What a command asks, by its action; a step is one that the pack declares. Where a name is left out, the only one is meant. */
export type Ask =
  | { readonly action: 'accept' | 'close' | 'resume' }
  | { readonly action: 'refuse' | 'reopen'; readonly reason: string }
  | { readonly action: 'assign'; readonly handler?: string; readonly unit?: string }
  | { readonly action: 'dispatch'; readonly departments: readonly string[] }
  | { readonly action: 'answer-dispatch'; readonly dispatch?: string; readonly substantive: boolean }
  | { readonly action: 're-route'; readonly dispatch?: string; readonly department: string; readonly reason: string }
  | { readonly action: 'refuse-dispatch'; readonly dispatch?: string; readonly reason: string }
  | { readonly action: 'rule-dispatch'; readonly dispatch?: string; readonly valid: boolean }
  | { readonly action: 'escalate'; readonly to: string }
  | { readonly action: 'resolve'; readonly outcome?: string; readonly firstContact?: true }
  | { readonly action: 'withdraw'; readonly by: 'complainant' | 'administrator'; readonly reason: string }
  | { readonly action: 'merge'; readonly into: string; readonly reason?: string }
  | { readonly action: 'freeze'; readonly until: number }
  | { readonly action: 'reclassify'; readonly category: string; readonly reason: string }
  | { readonly action: 'add-channel'; readonly channel: string }
  | { readonly action: 'link'; readonly no: string; readonly kind: 'repeat' | 'related' }
  | { readonly action: 'promise'; readonly promisedAt: number }
  | { readonly action: 'pause' | 'extend' | 'edit'; readonly fields: FieldValues }
  | { readonly action: 'approve'; readonly request?: string }
  | { readonly action: 'reject'; readonly request?: string; readonly reason: string }
  | { readonly action: 'comment'; readonly note: string }
  | { readonly action: 'step'; readonly step: string; readonly fields: FieldValues; readonly flag?: string };

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
