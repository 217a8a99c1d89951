import type { Priority } from '@temporalio/common';
import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type WorkflowHandle,
  type WorkflowStartOptions,
} from '@temporalio/client';
import {
  CALENDAR_SIGNAL,
  MIGRATE_UPDATE,
  STATE_QUERY,
  type ActionOutcome,
  type WorkflowView,
} from '../contracts/complaintWorkflow.ts';
import { complaintWorkflowId, type EngineNames } from '../contracts/engineNames.ts';
import { deflateRules } from '../contracts/engineRules.ts';
import { BACKGROUND } from '../contracts/priority.ts';
import { sayAttributeFaults } from '../contracts/searchAttributeFaults.ts';
import type { ProvenCall } from '../contracts/updateProof.ts';
import { needsWorkflow } from '../domain/decide/lapse.ts';
import { defined } from '../domain/values/own.ts';
import { isEnded } from '../domain/case/overdue.ts';
import type { CalendarChange } from '../domain/decide/changeCalendar.ts';
import type { MigrationOrder } from '../domain/migration/migrateCase.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import type { Bilingual } from '../language/bilingual.ts';
import type { CaseToStart } from '../store/readModel/casesToStart.ts';
import type { CaseView } from '../store/readModel/caseView.ts';
import { EngineClient } from './engineClient.ts';
import type { Connect, EngineAccess } from './connectNatively.ts';
import { endedUnderIt, failureOf, isUnavailable, untilTaken, type ActionAnswer } from './actionAnswer.ts';
import type { CaseFromLog } from './caseFromLog.ts';
import { EngineStops } from './engineStops.ts';
import { namespaceCheck } from './namespaceCheck.ts';
import { serverHealth, type ServerHealth } from './serverHealth.ts';
import { sendRulesInHeader } from './sendRulesInHeader.ts';
import { startOptions } from './startOptions.ts';

const START_MS = 4_000;
const ANSWER_MS = 15_000;

/** Reads the log once the workflow has ended, thus with its last event. */
type Recorded = () => Promise<CaseFromLog | undefined>;

type GatewayOptions = EngineAccess & Readonly<{ namespace: string; names: EngineNames; connect?: Connect }>;

export class CaseGateway {
  readonly #client: EngineClient;
  readonly #namespace: string;
  readonly #names: EngineNames;
  /** Which workflows somebody has stopped. */
  readonly stops: EngineStops;
  readonly #namespaceFaults: ReturnType<typeof namespaceCheck>;
  readonly #life: ServerHealth;

  constructor({ namespace, names, connect, ...access }: GatewayOptions) {
    const interceptors = { workflow: [sendRulesInHeader] };
    this.#client = new EngineClient({ access, namespace, interceptors, connectMs: START_MS, ...defined({ connect }) });
    this.#namespace = namespace;
    this.#names = names;
    const { lazy } = this.#client;
    this.#namespaceFaults = namespaceCheck(lazy);
    this.#life = serverHealth(lazy);
    this.stops = new EngineStops(lazy, names.complaint);
  }

  /** Faults of the namespace's search attributes. Cheap. */
  async namespaceFault(): Promise<Bilingual | undefined> {
    const faults = await this.#namespaceFaults();
    return faults.length === 0 ? undefined : sayAttributeFaults(faults, this.#namespace);
  }

  check(): Promise<void> {
    return this.#life.check();
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** `background`: begins behind others. Leaves a workflow that runs or has run. */
  async start(view: CaseToStart, pack: EnginePack, background = false): Promise<void> {
    const options = startOptions(view, pack, this.#names);
    await this.check();
    try {
      await this.#life.during(
        this.#within(START_MS, (client) =>
          client.workflow.start(this.#names.complaint, {
            ...options,
            ...(background ? { priority: BACKGROUND } : {}),
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        ),
      );
    } catch (error) {
      if ((error as Error).name !== 'WorkflowExecutionAlreadyStartedError') throw error;
    }
    if (background) await this.#raise(view.no, options.priority);
  }

  /** From its second task on: its rungs wait behind nobody's. A server that knows no such change leaves it behind. */
  async #raise(no: string, priority: Priority): Promise<void> {
    const namespace = this.#namespace;
    const workflowExecution = { workflowId: complaintWorkflowId(no, this.#names.complaint) };
    const change = { workflowExecutionOptions: { priority }, updateMask: { paths: ['priority'] } };
    await this.#within(START_MS, (client) =>
      client.workflowService.updateWorkflowExecutionOptions({ namespace, workflowExecution, ...change }),
    ).catch(() => {});
  }

  /**
   * The same command again gets the same answer. An ended case goes on from `recorded`, as `view` may lack its last
   * event.
   */
  async act(view: CaseView, call: ProvenCall, recorded: Recorded): Promise<ActionAnswer> {
    const send = (client: Client) => (): Promise<ActionOutcome> =>
      isEnded(view.state) ? this.#actAnew(client, call, recorded) : this.#actOnRunning(client, view.no, call, recorded);
    try {
      await this.check();
      return {
        ok: true,
        outcome: await this.#life.during(this.#within(ANSWER_MS, (client) => untilTaken(send(client)))),
      };
    } catch (error) {
      return failureOf(error);
    }
  }

  /**
   * Starts a run that goes on from the log, where the last one is gone or knows less. A run that is still there is
   * kept, or terminated by the same request: what it would decide rests on less than was acknowledged.
   */
  async startFromLog(life: CaseFromLog, ifThere: 'USE_EXISTING' | 'TERMINATE_EXISTING'): Promise<void> {
    const options = await this.#carriedOptions(life);
    await this.#within(ANSWER_MS, (client) =>
      client.workflow.start(this.#names.complaint, {
        ...options,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: ifThere,
      }),
    );
  }

  /** `undefined` when no workflow runs. */
  async migrate(no: string, pack: EnginePack, order: MigrationOrder): Promise<ActionAnswer | undefined> {
    const updateId = `migrate/${pack.hash}/${order.request}/${order.approvedBy}/${order.seq}`;
    const args: [MigrationOrder, Uint8Array] = [order, deflateRules(pack)];
    const send = (client: Client) => (): Promise<ActionOutcome> =>
      this.#handle(client, no).executeUpdate(MIGRATE_UPDATE, { args, updateId });
    try {
      return { ok: true, outcome: await this.#within(ANSWER_MS, (client) => untilTaken(send(client))) };
    } catch (error) {
      return error instanceof WorkflowNotFoundError ? undefined : failureOf(error);
    }
  }

  /** `undefined` without an answer. */
  async view(no: string): Promise<WorkflowView | undefined> {
    try {
      return await this.#within(ANSWER_MS, (client) => this.#handle(client, no).query<WorkflowView>(STATE_QUERY));
    } catch (error) {
      if (isUnavailable(error)) return undefined;
      throw error;
    }
  }

  /** `undefined` also during a task: a Query would then make replay see another moment than the run. */
  async restingView(no: string): Promise<WorkflowView | undefined> {
    const { raw } = await this.#within(ANSWER_MS, (client) => this.#handle(client, no).describe());
    return raw.pendingWorkflowTask ? undefined : this.view(no);
  }

  /** Starts a case without a workflow, one that was brought in from `recorded`; false when the workflow has ended. */
  async sendCalendarChange(
    view: CaseToStart & Pick<CaseView, 'workflowStarted'>,
    pack: EnginePack,
    notice: CalendarChange,
    recorded: Recorded,
  ): Promise<boolean> {
    const life = view.workflowStarted || view.state.importedAt === undefined ? undefined : await recorded();
    const options = life === undefined ? startOptions(view, pack, this.#names) : await this.#carriedOptions(life);
    try {
      await this.#within<unknown>(ANSWER_MS, (client) =>
        view.workflowStarted
          ? this.#handle(client, view.no).signal(CALENDAR_SIGNAL, notice)
          : client.workflow.signalWithStart(this.#names.complaint, {
              ...options,
              signal: CALENDAR_SIGNAL,
              signalArgs: [notice],
            }),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  #within<T>(ms: number, call: (client: Client) => Promise<T>): Promise<T> {
    const client = this.#client.get();
    return client.withDeadline(Date.now() + ms, () => call(client));
  }

  #handle(client: Client, no: string): WorkflowHandle {
    return client.workflow.getHandle(complaintWorkflowId(no, this.#names.complaint));
  }

  async #actOnRunning(client: Client, no: string, call: ProvenCall, recorded: Recorded): Promise<ActionOutcome> {
    const [{ action, id }] = call;
    try {
      return await this.#handle(client, no).executeUpdate<ActionOutcome, ProvenCall>(action, {
        args: call,
        updateId: id,
      });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError) && !endedUnderIt(error)) throw error;
      // Registered while Temporal was away, or just ended.
      return this.#actAnew(client, call, recorded);
    }
  }

  /** A case that is still to act says in its log how its engine was stopped. */
  async #carriedOptions({ found, engine, carried }: CaseFromLog): Promise<WorkflowStartOptions> {
    const stop = needsWorkflow(engine, carried.state) ? await this.stops.of(found.no) : undefined;
    // One that was never started is not there either.
    const known = found.workflowStarted || found.workflowStopped || stop?.how !== 'deleted';
    const stopped = known ? stop : undefined;
    return startOptions({ ...found, state: carried.state }, engine, this.#names, {
      ...carried,
      ...defined({ stopped }),
    });
  }

  /** In a new run of the same id. */
  async #actAnew(client: Client, call: ProvenCall, recorded: Recorded): Promise<ActionOutcome> {
    const [{ action, id }] = call;
    const life = await recorded();
    if (life === undefined) throw new Error(`the log has no event of the case that ${action} was asked of`);
    const startWorkflowOperation = new WithStartWorkflowOperation(this.#names.complaint, {
      ...(await this.#carriedOptions(life)),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    }) as never;
    return client.workflow.executeUpdateWithStart<never, ActionOutcome, ProvenCall>(action, {
      args: call,
      updateId: id,
      startWorkflowOperation,
    });
  }
}
