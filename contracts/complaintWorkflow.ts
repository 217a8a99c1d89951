/**
 * What processes say to each other about one complaint: workflow name, queue, ids and messages. The table of contents
 * of the engine.
 *
 * Messages of a case: for each action of its pack one Update and one Signal named like the action, the queries `view`
 * and `explain`, the Signal and query `calendar`, the Update `redress:migrate`, and the Signals `redress:absorb` and
 * `redress:absorbed` between cases. Who asks is an id, looked up before anything is decided (ADR 17). An Update is
 * answered once its events are recorded; one that is refused whoever asks leaves no history. A Signal has no answer.
 * What is refused of a Signal, of whatever name, or of an Update for who asks or by what the ledger or another case
 * answered, becomes an `ActionRefused` event.
 */

import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Intake } from '../domain/case/command.ts';
import type { Handover } from '../domain/decide/merging.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { TimeBase } from '../domain/time/timeBase.ts';
import type { Delivery } from './activities.ts';

/** Exported function name in `workflows/`. */
export const COMPLAINT_WORKFLOW = 'complaint';
export const TASK_QUEUE = 'redress';

/** Workflow id of a complaint number. */
export function complaintWorkflowId(no: string): string {
  return `complaint/${no}`;
}

/** Input of the workflow, followed by the rules as bytes (`engineRules`). Nothing personal. */
export type ComplaintInput = Readonly<{
  no: string;
  /** Which rules the bytes hold, for whoever reads the history. */
  pack: { readonly id: string; readonly version: string; readonly hash: string };
  /** Origin is the moment of registration (wall clock). Speed is 1 except in a drill. */
  base: TimeBase;
  intake: Intake;
  /** Wall clock, epoch ms. A run that starts much later was started with a copy. */
  madeAt: number;
  /** Present when a run continues an earlier one (continue-as-new, reopening). */
  carried?: CarriedRun;
}>;

/** What a new run takes over; the intake's own events are then not produced again. */
export type CarriedRun = Readonly<{
  state: CaseState;
  /** The latest commands, so that a retry of one is not a second one. */
  seenCommands: readonly SeenCommand[];
  deliveries: readonly Delivery[];
}>;

/** A command that was taken before: what it asked, where that is known, and why it was refused, if it was. */
export type SeenCommand = Readonly<{
  id: string;
  action?: string;
  /** `commandPrint`. */
  print?: string;
  rejection?: Rejection;
}>;

/**
 * Argument of every Signal and Update. `actor` is a person's id, as a text or as `{ id }`: who they are is looked up;
 * `fields` are as in the HTTP API (money as decimal strings, instants as ISO 8601) but never prose. `id` makes what is
 * sent again one request with the first of the same action; an Update without one goes by Temporal's own.
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

/** Answer of every Update. `pending` names the approval request that the action now waits for. */
export interface ActionOutcome {
  readonly seq: number;
  readonly pending?: string;
}

/** `ApplicationFailure.type` of an Update that the rules refuse; `details[0]` is the `Rejection`. */
export const REJECTED = 'Rejected';

/**
 * `ApplicationFailure.type` of an Update that came while the case waits for the database: nothing was decided, send it
 * again. Only an Update that comes with a task that had to be ended before that wait was over is told so (ADR 18).
 */
export const TRY_AGAIN = 'TryAgain';

/** One-line result of a finished workflow. */
export type ComplaintSummary = Readonly<{
  no: string;
  stage: string;
  class: string;
  missed: number;
}>;

/** Signals between cases; no action of a pack can have such a name. */
export const ABSORB_SIGNAL = 'redress:absorb';
export const ABSORBED_SIGNAL = 'redress:absorbed';

/** A case asks another one to take it in. Due moments are on the wall clock: each case has its own time. */
export type AbsorbAsk = Readonly<{
  /** Id of the command behind it. */
  ask: string;
  pack: string;
  drill: boolean;
  handover: Handover;
  /** Id of the person who asked for it. */
  actor: string;
}>;

/** The answer; without a reason the other case has been taken in. */
export interface AbsorbAnswer {
  readonly ask: string;
  readonly rejection?: Rejection;
}

/**
 * Signal of an operator (argument: `CalendarNotice`), and query that answers with the days the case is counted with. No
 * step of a pack may take this name.
 */
export const CALENDAR_MESSAGE = 'calendar';

/**
 * Update of an operator: the case goes over to another version of its pack. Arguments: the order, and the rules as
 * bytes. No action of a pack can have such a name.
 */
export const MIGRATE_UPDATE = 'redress:migrate';

export const VIEW_QUERY = 'view';
export const EXPLAIN_QUERY = 'explain';

/** Answer of `view`. */
export type WorkflowView = Readonly<{
  no: string;
  /** Id of the run that answers. */
  run: string;
  recorded: number;
  state: CaseState;
}>;

/** Search attributes, created with the namespace. Never anything personal: they are not encrypted. */
export const SEARCH_ATTRIBUTES = {
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
