import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { caseWorkflowId } from './caseWorkflowId.ts';
import { quietRuntime } from '../servers/quietRuntime.ts';
import { workflowBundle } from './workflowBundle.ts';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

export const HISTORIES = 'test/histories';

/** Replays a history with the present code; throws when it would decide otherwise. */
export async function replay(history: unknown, no: string): Promise<void> {
  quietRuntime();
  await Worker.runReplayHistory({ workflowBundle: { code: await workflowBundle() } }, history, caseWorkflowId(no));
}

interface KeptHistory {
  readonly events: readonly {
    readonly workflowExecutionStartedEventAttributes: {
      readonly input: { readonly payloads: readonly { readonly data: string }[] };
    };
  }[];
}

/** The number of the case that a history kept as JSON is of. */
export function numberIn(history: unknown): string {
  const [payload] = (history as KeptHistory).events[0]?.workflowExecutionStartedEventAttributes.input.payloads ?? [];
  return (JSON.parse(Buffer.from(payload?.data ?? '', 'base64').toString('utf8')) as { readonly no: string }).no;
}

/**
 * Replays the case's own history, and with REDRESS_RECORD_HISTORIES=1 keeps it under `name` for every later version.
 * What is there is never written again.
 */
export async function replayOwn(client: Client, no: string, name: string): Promise<History> {
  const history = await client.workflow.getHandle(caseWorkflowId(no)).fetchHistory();
  await replay(history, no);
  const file = join(HISTORIES, `${name}.json`);
  if (process.env['REDRESS_RECORD_HISTORIES'] === '1' && !existsSync(file)) {
    mkdirSync(HISTORIES, { recursive: true });
    writeFileSync(file, `${historyToJSON(history)}\n`);
  }
  return history;
}

/** The recorded histories, by name. */
export function recordedHistories(): readonly { readonly name: string; readonly history: unknown }[] {
  const files = (
    existsSync(HISTORIES) ? readdirSync(HISTORIES).filter((name) => name.endsWith('.json')) : []
  ).toSorted();
  return files.map((name) => ({ name, history: JSON.parse(readFileSync(join(HISTORIES, name), 'utf8')) as unknown }));
}

/** Kinds of a history's events in order, e.g. `TimerStarted`. */
export function eventTypes(history: History): readonly string[] {
  return (history.events ?? []).map((event) => {
    const key =
      Object.keys(event).find(
        (name) =>
          name.endsWith('EventAttributes') &&
          event[name as keyof typeof event] !== null &&
          event[name as keyof typeof event] !== undefined,
      ) ?? '';
    return key.charAt(0).toUpperCase() + key.slice(1, -'EventAttributes'.length);
  });
}

/** Most timers that were ever pending between two tasks: what one task starts and cancels happens at once. */
export function mostPendingTimers(history: History): number {
  let pending = 0;
  let most = 0;
  for (const type of [...eventTypes(history), 'WorkflowTaskScheduled']) {
    if (type === 'TimerStarted') pending += 1;
    if (type === 'TimerFired' || type === 'TimerCanceled') pending -= 1;
    if (type === 'WorkflowTaskScheduled') most = Math.max(most, pending);
  }
  return most;
}
