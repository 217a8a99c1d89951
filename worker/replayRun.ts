import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { Worker, type InjectedSinks } from '@temporalio/worker';
import type { ReserveRequest } from '../contracts/activities.ts';
import { complaintWorkflowId, type ComplaintInput } from '../contracts/complaintWorkflow.ts';
import type { ReplayedCalls } from '../contracts/replayedCalls.ts';
import type { RecordedEvent } from '../domain/case/event.ts';
import { bundleForReplays } from './bundle.ts';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

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

/**
 * A run of a case as its history tells it, without an answer from the run; throws when the present code would decide
 * otherwise than the history says.
 */
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

/** Events that no task asked for: they wait for the next one. */
const FROM_OUTSIDE = [
  'workflowTaskScheduledEventAttributes',
  'timerFiredEventAttributes',
  'activityTaskStartedEventAttributes',
  'activityTaskCompletedEventAttributes',
  'activityTaskFailedEventAttributes',
  'activityTaskTimedOutEventAttributes',
  'activityTaskCanceledEventAttributes',
  'workflowExecutionSignaledEventAttributes',
  'workflowExecutionCancelRequestedEventAttributes',
] as const;

/**
 * The history up to the last completed task and what that asked for; `undefined` when no task was ever completed. What
 * a task under way decides is no fact yet, nor what the next one would make of a timer that has fired since.
 */
function upToLastCompletedTask(history: History): History | undefined {
  const events = history.events ?? [];
  const last = events.findLastIndex((event) => Boolean(event.workflowTaskCompletedEventAttributes));
  if (last < 0) return undefined;
  const next = events.findIndex((event, index) => index > last && FROM_OUTSIDE.some((name) => Boolean(event[name])));
  return next < 0 ? history : { ...history, events: events.slice(0, next) };
}
