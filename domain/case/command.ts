import type { Actor, FieldValues } from './event.ts';
import type { CalendarDays } from '../time/calendar.ts';

/** What a person or a system asks. The same `id` twice is one request. */
export type ActionCommand = Readonly<{
  id: string;
  action: string;
  actor: Actor;
  fields: FieldValues;
  occurredAt?: number;
  /** Ids of sealed prose. */
  notes?: readonly string[];
}>;

/** What a command asks. A name left out means the only one there is. */
export type Ask = Readonly<
  | { action: 'accept' | 'close' | 'resume' }
  | { action: 'refuse' | 'reopen'; reason: string }
  | { action: 'assign'; handler?: string; unit?: string }
  | { action: 'dispatch'; departments: readonly string[] }
  | { action: 'answer-dispatch'; dispatch?: string; substantive: boolean }
  | { action: 're-route'; dispatch?: string; department: string; reason: string }
  | { action: 'refuse-dispatch'; dispatch?: string; reason: string }
  | { action: 'rule-dispatch'; dispatch?: string; valid: boolean }
  | { action: 'escalate'; to: string }
  | { action: 'resolve'; outcome?: string; firstContact?: true }
  | { action: 'withdraw'; by: 'complainant' | 'administrator'; reason: string }
  | { action: 'merge'; into: string; reason?: string }
  | { action: 'freeze'; until: number }
  | { action: 'reclassify'; category: string; reason: string }
  | { action: 'add-channel'; channel: string }
  | { action: 'link'; no: string; kind: 'repeat' | 'related' }
  | { action: 'promise'; promisedAt: number }
  | { action: 'pause' | 'extend' | 'edit'; fields: FieldValues }
  | { action: 'approve'; request?: string }
  | { action: 'reject'; request?: string; reason: string }
  | { action: 'comment'; note: string }
  /** Declared by the pack. */
  | { action: 'step'; step: string; fields: FieldValues; flag?: string }
>;

/** What opens a case, after the API has parsed it and sealed what is personal. */
export type Intake = Readonly<{
  object: string;
  channel: string;
  unit: string;
  category: string;
  fields: FieldValues;
  anonymous: boolean;
  repeatOf?: string;
  /** Holder of the role that the pack routes the case to. */
  assigned?: string;
  /** How many speak for the complainants. */
  representatives?: number;
  /** Days that case and workflow both open with. */
  calendar?: CalendarDays;
  actor: Actor;
}>;
