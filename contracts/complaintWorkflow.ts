/**
 * All messages of a case. Each action of its pack has an Update and a Signal of its name; besides, there are the
 * queries `view` and `explain`, the query `calendar`, the Signal `redress:calendar`, the Update `redress:migrate`, and
 * the Signals `redress:absorb` and `redress:absorbed` between cases. Who asks is an id, looked up before anything is
 * decided (ADR 17). An Update is answered once its events are recorded; if anybody would be refused, it leaves no
 * history. A Signal has no answer. A refused Signal of any name, or an Update refused because of who asks or what
 * others answered, becomes `ActionRefused`.
 */

import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Intake } from '../domain/case/command.ts';
import type { EventData, RecordedEvent } from '../domain/case/event.ts';
import type { Handover } from '../domain/decide/merging.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { TimeBase } from '../domain/time/timeBase.ts';
import type { Delivery, DeliveryOutcome } from './activities.ts';

/** The rules come beside it in a header (`rulesHeader`). Nothing personal. */
export type ComplaintInput = Readonly<{
  no: string;
  /** For readers of the history. */
  pack: { readonly id: string; readonly version: string; readonly hash: string };
  /** Origin is registration (wall clock); speed is 1 except in a drill. */
  base: TimeBase;
  intake: Intake;
  /** What its units are called, by id: for whoever looks. */
  units?: Readonly<Record<string, string>>;
  /** Wall clock, epoch ms. A run that starts much later was started with a copy. */
  madeAt: number;
  /** In a run that continues another (continue-as-new, reopening). */
  carried?: CarriedRun;
}>;

/** A new run takes these over and does not open the case again. */
export type CarriedRun = Readonly<{
  state: CaseState;
  /** The latest ones, so that a retry is not a second command. */
  seenCommands: readonly SeenCommand[];
  deliveries: readonly Delivery[];
  /** The latest, for whoever looks. */
  refusals?: readonly RefusedEvent[];
  told?: readonly ToldDelivery[];
  /** Present when the run before did not end by itself. */
  stopped?: EngineStop;
}>;

/** How the engine of a case was stopped: when (wall clock, epoch ms) and by whom, as far as Temporal says it. */
export type EngineStop = Readonly<{
  /** `replaced`: by a run that the log goes on without, made by a reset or with a copy. */
  how: EventData['EngineStopped']['how'];
  at?: number;
  by?: string;
}>;

/** A command taken before. */
export type SeenCommand = Readonly<{
  id: string;
  action?: string;
  /** `commandPrint`. */
  print?: string;
  rejection?: Rejection;
}>;

/**
 * Argument of every Signal and Update. `actor` is a person's id, a text or `{ id }`; `fields` are as in the HTTP API
 * but never prose. The same `id` and action is one request; an Update without one goes by Temporal's id.
 */
export type ActionMessage = Readonly<{
  id?: string;
  actor?: unknown;
  fields?: unknown;
  /** ISO 8601. */
  occurredAt?: string;
  /** Ids of sealed prose. */
  notes?: readonly string[];
}>;

/** `pending`: the approval request that the action waits for. */
export type ActionOutcome = Readonly<{
  seq: number;
  pending?: string;
}>;

export type RefusedEvent = Extract<RecordedEvent, { readonly type: 'ActionRefused' }>;

/** A delivery that is done with: who was told, absent where it was given up. */
export type ToldDelivery = Pick<Delivery, 'items'> & Readonly<{ at: number; told?: DeliveryOutcome['told'] }>;

/** `ApplicationFailure.type` of a refused Update; `details[0]` is the `Rejection`. */
export const REJECTED = 'Rejected';

/**
 * `ApplicationFailure.type` of an Update that decided nothing; send it again. It came with a task that ended while the
 * case waited for the database (ADR 18).
 */
export const TRY_AGAIN = 'TryAgain';

/** Result of a finished workflow. */
export type ComplaintSummary = Readonly<{
  no: string;
  stage: string;
  class: string;
  missed: number;
}>;

/** Between cases; no action can have such a name. */
export const ABSORB_SIGNAL = 'redress:absorb';
export const ABSORBED_SIGNAL = 'redress:absorbed';

/** Take this case in. Due moments are wall clock, as each case has its own time. */
export type AbsorbAsk = Readonly<{
  /** Id of the command behind it. */
  ask: string;
  pack: string;
  drill: boolean;
  handover: Handover;
  /** Person's id. */
  actor: string;
}>;

/** Without a reason the case was taken in. */
export type AbsorbAnswer = Readonly<{
  ask: string;
  rejection?: Rejection;
}>;

/** An operator's Signal (`CalendarChange`). */
export const CALENDAR_SIGNAL = 'redress:calendar';

/** An operator's Update: another version of the pack. Arguments: the order, and the rules as bytes. */
export const MIGRATE_UPDATE = 'redress:migrate';

/** For programs; `view`, `explain` and `calendar` are for people. */
export const STATE_QUERY = 'redress:state';

export type WorkflowView = Readonly<{
  no: string;
  /** Id of the run that answers. */
  run: string;
  recorded: number;
  state: CaseState;
}>;

/** Not encrypted, so never personal; created with the namespace. */
export const SEARCH_ATTRIBUTES = {
  no: defineSearchAttributeKey('RedressNo', SearchAttributeType.KEYWORD),
  handler: defineSearchAttributeKey('RedressHandler', SearchAttributeType.KEYWORD),
  pack: defineSearchAttributeKey('RedressPack', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('RedressStage', SearchAttributeType.KEYWORD),
  level: defineSearchAttributeKey('RedressLevel', SearchAttributeType.KEYWORD),
  unit: defineSearchAttributeKey('RedressUnit', SearchAttributeType.KEYWORD),
  category: defineSearchAttributeKey('RedressCategory', SearchAttributeType.KEYWORD),
  class: defineSearchAttributeKey('RedressClass', SearchAttributeType.KEYWORD),
  overdue: defineSearchAttributeKey('RedressOverdue', SearchAttributeType.BOOL),
  nextDue: defineSearchAttributeKey('RedressNextDue', SearchAttributeType.DATETIME),
  drill: defineSearchAttributeKey('RedressDrill', SearchAttributeType.BOOL),
} as const;
