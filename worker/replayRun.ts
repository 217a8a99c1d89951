import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ReserveRequest } from '../contracts/activities.ts';
import type { ComplaintInput } from '../contracts/complaintWorkflow.ts';
import { rulesIn } from '../contracts/rulesHeader.ts';
import type { RecordedEvent } from '../domain/case/event.ts';
import { replay } from './replayer.ts';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

export type ReplayedRun = Readonly<{
  input: ComplaintInput;
  /** As received. */
  rules: Uint8Array;
  /** What the run recorded, in order, each event once. */
  events: readonly RecordedEvent[];
  /** Amounts granted to it and not given back at once. */
  granted: readonly ReserveRequest[];
}>;

/**
 * Without asking the run; throws when the present code would decide otherwise than its history, which tells the type of
 * the workflow but not its id.
 */
export async function replayRun(history: History, workflowId: string): Promise<ReplayedRun> {
  const [input, rules] = startedWith(history);
  const events = new Map<number, RecordedEvent>();
  const granted = new Map<string, ReserveRequest>();
  const facts = upToLastCompletedTask(history);
  if (facts !== undefined)
    await replay(
      { workflowId, history: facts },
      {
        recorded: (batch) => batch.events.forEach((event) => events.set(event.seq, event)),
        granted: (ask) => void granted.set(ask.key, ask),
        released: (key) => void granted.delete(key),
      },
    );
  return {
    input,
    rules,
    events: [...events.values()].toSorted((a, b) => a.seq - b.seq),
    granted: [...granted.values()],
  };
}

function startedWith(history: History): [ComplaintInput, Uint8Array] {
  const { input, header } = history.events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
  const [payload] = input?.payloads ?? [];
  const rules = rulesIn(header?.fields);
  if (payload === undefined || rules === undefined) throw new Error('the history holds no input or no rules');
  return [defaultPayloadConverter.fromPayload(payload), rules];
}

/** No task asked for these events: they wait for the next one. */
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
 * The history up to the last completed task and what it asked for; `undefined` without one. What an open task decides
 * is no fact yet, nor a timer that has fired since.
 */
function upToLastCompletedTask(history: History): History | undefined {
  const events = history.events ?? [];
  const last = events.findLastIndex((event) => Boolean(event.workflowTaskCompletedEventAttributes));
  if (last < 0) return undefined;
  const next = events.findIndex((event, index) => index > last && FROM_OUTSIDE.some((name) => Boolean(event[name])));
  return next < 0 ? history : { ...history, events: events.slice(0, next) };
}
