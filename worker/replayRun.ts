/** A run of a case as its history tells it: needs no worker, and no answer from the run. */

import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker, type InjectedSinks } from '@temporalio/worker';
import type { ReserveRequest } from '../contracts/activities.ts';
import { complaintWorkflowId, type ComplaintInput } from '../contracts/complaintWorkflow.ts';
import type { ReplayedCalls } from '../contracts/replayedCalls.ts';
import type { RecordedEvent } from '../domain/case/event.ts';
import { bundleForReplays } from './bundle.ts';

export type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

export interface ReplayedRun {
  readonly input: ComplaintInput;
  /** The rules as they came. */
  readonly rules: Uint8Array;
  /** What the run asked to be recorded, in order, each event once. */
  readonly events: readonly RecordedEvent[];
  /** Amounts that the ledger granted to it and that it did not give back at once. */
  readonly granted: readonly ReserveRequest[];
}

let bundle: Promise<string> | undefined;

/** Replays a run with the present code; throws when that would decide otherwise than the history says. */
export async function replayRun(history: History, no: string): Promise<ReplayedRun> {
  const [input, rules] = startedWith(history);
  const events = new Map<number, RecordedEvent>();
  const granted = new Map<string, ReserveRequest>();
  const always = { callDuringReplay: true } as const;
  const sinks: InjectedSinks<ReplayedCalls> = {
    replayed: {
      recorded: { fn: (_info, batch) => batch.events.forEach((event) => events.set(event.seq, event)), ...always },
      granted: { fn: (_info, ask) => void granted.set(ask.key, ask), ...always },
      released: { fn: (_info, key) => void granted.delete(key), ...always },
    },
  };
  const facts = upToLastCompletedTask(history);
  if (facts !== undefined) {
    bundle ??= bundleForReplays();
    await Worker.runReplayHistory({ workflowBundle: { code: await bundle }, sinks }, facts, complaintWorkflowId(no));
  }
  return {
    input,
    rules,
    events: [...events.values()].toSorted((a, b) => a.seq - b.seq),
    granted: [...granted.values()],
  };
}

function startedWith(history: History): [ComplaintInput, Uint8Array] {
  const payloads = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  return payloads.map((payload) => defaultPayloadConverter.fromPayload(payload)) as [ComplaintInput, Uint8Array];
}

/**
 * What a task under way decides is not yet a fact, nor what the next one would make of a timer that has fired since:
 * the history up to the last completed task and what that asked for. `undefined` when no task was ever completed.
 */
function upToLastCompletedTask(history: History): History | undefined {
  const all = history.events ?? [];
  const last = all.findLastIndex((event) => isThere(event.workflowTaskCompletedEventAttributes));
  if (last < 0) return undefined;
  const next = all.findIndex((event, index) => index > last && comesFromOutside(event));
  return next < 0 ? history : { ...history, events: all.slice(0, next) };
}

/** Events that no task asked for: they wait for the next one. */
function comesFromOutside(event: NonNullable<History['events']>[number]): boolean {
  return [
    event.workflowTaskScheduledEventAttributes,
    event.timerFiredEventAttributes,
    event.activityTaskStartedEventAttributes,
    event.activityTaskCompletedEventAttributes,
    event.activityTaskFailedEventAttributes,
    event.activityTaskTimedOutEventAttributes,
    event.activityTaskCanceledEventAttributes,
    event.workflowExecutionSignaledEventAttributes,
    event.workflowExecutionCancelRequestedEventAttributes,
  ].some(isThere);
}

function isThere(attributes: unknown): boolean {
  return attributes !== undefined && attributes !== null;
}
