import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ComplaintInput, EngineStop } from '../contracts/complaintWorkflow.ts';
import { complaintNumber, complaintWorkflowId } from '../contracts/engineNames.ts';
import { FENCED } from '../contracts/activities.ts';
import { shownIdentity } from '../contracts/shownIdentity.ts';
import { own } from '../domain/values/own.ts';

const BADLY_ENDED = "ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut')";
const ANSWER_MS = 5_000;

/** What Temporal knows of workflows that somebody has stopped. */
export class EngineStops {
  readonly #client: Client;
  readonly #type: string;

  /** `workflowType`: of cases. */
  constructor(client: Client, workflowType: string) {
    this.#client = client;
    this.#type = workflowType;
  }

  /**
   * Numbers of the cases of which a run has ended otherwise than by itself since then (wall clock, epoch ms). Lags by a
   * moment.
   */
  badlyEnded(since: number): Promise<readonly string[]> {
    return this.#numbers(`${BADLY_ENDED} AND CloseTime > '${new Date(since).toISOString()}'`);
  }

  /** Numbers of the cases whose workflow runs. Lags by a moment. */
  running(): Promise<readonly string[]> {
    return this.#numbers("ExecutionStatus = 'Running'");
  }

  /** How the case's workflow was stopped; `undefined` while it runs, or when it has ended by itself. */
  async of(no: string): Promise<EngineStop | undefined> {
    const workflowId = complaintWorkflowId(no, this.#type);
    const described = await this.#within(() => this.#client.workflow.getHandle(workflowId).describe()).catch(
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      },
    );
    if (described === undefined) return { how: 'deleted' };
    const { status, closeTime, runId } = described;
    if (status.name === 'RUNNING' || status.name === 'COMPLETED') return undefined;
    const { workflowService, options } = this.#client;
    const { history } = await this.#within(() =>
      workflowService.getWorkflowExecutionHistoryReverse({
        namespace: options.namespace,
        execution: { workflowId, runId },
        maximumPageSize: 1,
      }),
    );
    const last = history?.events?.[0];
    const fenced = last?.workflowExecutionFailedEventAttributes?.failure?.applicationFailureInfo?.type === FENCED;
    const before = fenced ? await this.#unsaid(workflowId, runId) : undefined;
    if (before !== undefined) return before;
    const by = shownIdentity(last?.workflowExecutionTerminatedEventAttributes?.identity);
    return {
      how: fenced ? 'replaced' : (own(HOW, status.name) ?? 'failed'),
      ...(closeTime === undefined ? {} : { at: closeTime.getTime() }),
      ...(by === undefined ? {} : { by }),
    };
  }

  /**
   * The stop after which a run was started that has ended before it recorded anything: the log does not have it yet.
   */
  async #unsaid(workflowId: string, runId: string): Promise<EngineStop | undefined> {
    const { events } = await this.#within(() => this.#client.workflow.getHandle(workflowId, runId).fetchHistory());
    // A marker without a failure is a recording that was done.
    const recorded = events?.some(({ markerRecordedEventAttributes: marker }) => marker && !marker.failure);
    if (recorded === true) return undefined;
    const [payload] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    return payload && defaultPayloadConverter.fromPayload<Partial<ComplaintInput>>(payload).carried?.stopped;
  }

  async #numbers(query: string): Promise<readonly string[]> {
    const found = new Set<string>();
    const ofCases = `WorkflowType = '${this.#type}' AND ${query}`;
    const listed = this.#client.workflow.list({ query: ofCases, pageSize: 1_000 });
    for await (const { workflowId } of listed) found.add(complaintNumber(workflowId, this.#type) ?? '');
    return [...found].filter((no) => no !== '');
  }

  #within<T>(call: () => Promise<T>): Promise<T> {
    return this.#client.withDeadline(Date.now() + ANSWER_MS, call);
  }
}

const HOW: Readonly<Record<string, EngineStop['how']>> = { TERMINATED: 'terminated', TIMED_OUT: 'timed-out' };
