/** Talking to the workflow of a case. */

import { setTimeout as pause } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import {
  Client,
  Connection,
  isGrpcServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import {
  CALENDAR_MESSAGE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
  MIGRATE_UPDATE,
  REJECTED,
  TASK_QUEUE,
  TRY_AGAIN,
  VIEW_QUERY,
  type ActionOutcome,
  type CarriedRun,
  type ComplaintInput,
  type WorkflowView,
} from '../contracts/complaintWorkflow.ts';
import type { ProvenCall } from '../contracts/updateProof.ts';
import { casePriority } from '../contracts/priority.ts';
import { deflateRules } from '../contracts/engineRules.ts';
import { searchAttributesOf } from '../contracts/searchAttributes.ts';
import { sayAttributeFaults } from '../contracts/searchAttributeFaults.ts';
import { isEnded } from '../domain/case/overdue.ts';
import type { CalendarNotice } from '../domain/decide/changeCalendar.ts';
import type { MigrationOrder } from '../domain/migration/migrateCase.ts';
import { own } from '../domain/values/own.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import type { Rejection } from '../domain/case/rejection.ts';
import type { Bilingual } from '../language/bilingual.ts';
import type { CaseView } from '../store/readModel/caseView.ts';
import type { StartableCase } from '../store/readModel/startableCase.ts';
import { NamespaceCheck } from './namespaceCheck.ts';

/**
 * Whoever waits for a case whose worker was killed in the middle of a task waits no longer than this; a task takes
 * milliseconds.
 */
const TASK_TIMEOUT = '5 seconds';
const START_MS = 4_000;
const ANSWER_MS = 15_000;
/** A server that is away must be told from one that is busy: it is asked for a sign of life first. */
const ALIVE_MS = 1_500;
/** For so long a sign of life is good enough: under load this saves a round trip for nearly every request. */
const STILL_ALIVE_MS = 500;
/** The case waits for one statement of the database. */
const TRY_AGAIN_MS = 50;

export interface GatewayOptions {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue?: string;
}

/** What came of asking a case. `unavailable`: nobody answers now; whether it was done shows at the next try. */
export type ActionAnswer =
  | { readonly ok: true; readonly outcome: ActionOutcome }
  | { readonly ok: false; readonly failure: 'refused'; readonly rejection: Rejection }
  | { readonly ok: false; readonly failure: 'unavailable' };

/** A case as its log has it at this moment. */
export interface RecordedLife {
  readonly view: CaseView;
  readonly pack: EnginePack;
  /** Ids of all commands that have events in the log, the intake's first. */
  readonly commands: readonly string[];
}

export class CaseGateway {
  readonly #options: GatewayOptions;
  readonly #client: Client;
  readonly #namespace: NamespaceCheck;
  #aliveAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;

  constructor(options: GatewayOptions) {
    this.#options = options;
    // Lazy: an API that starts while Temporal is away still takes complaints.
    const connection = Connection.lazy({ address: options.address, connectTimeout: START_MS });
    this.#client = new Client({ connection, namespace: options.namespace });
    this.#namespace = new NamespaceCheck(this.#client);
  }

  /**
   * What is wrong with the search attributes of the namespace, in a sentence; `undefined` while nothing is known to be.
   * Cheap.
   */
  async namespaceFault(): Promise<Bilingual | undefined> {
    const faults = await this.#namespace.faults();
    return faults.length === 0 ? undefined : sayAttributeFaults(faults, this.#options.namespace);
  }

  /**
   * Starts the case's workflow, behind others when `background`; one that runs or has run is left alone, so this may be
   * asked any number of times.
   */
  async start(view: StartableCase & Pick<CaseView, 'state'>, pack: EnginePack, background = false): Promise<void> {
    await this.check();
    try {
      await this.#whileAlive(
        this.#client.withDeadline(Date.now() + START_MS, () =>
          this.#client.workflow.start(COMPLAINT_WORKFLOW, {
            ...this.#startOptions(view, pack),
            priority: casePriority(view.base.speed !== 1, background),
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        ),
      );
    } catch (error) {
      if ((error as Error).name === 'WorkflowExecutionAlreadyStartedError') return;
      throw error;
    }
  }

  /**
   * Asks the case for an action. The same command again is answered as the first time. A case whose workflow has ended
   * goes on from what `recorded` says then: what the caller has read may be from before its last event.
   */
  async act(view: CaseView, call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionAnswer> {
    try {
      await this.check();
      const outcome = await this.#whileAlive(
        this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
          untilTaken(() =>
            isEnded(view.state) ? this.#actAnew(call, recorded) : this.#actOnRunning(view.no, call, recorded),
          ),
        ),
      );
      return { ok: true, outcome };
    } catch (error) {
      return failureOf(error);
    }
  }

  /**
   * Starts a run that goes on from `carried`, where the last one is gone or knows less than the log. A run that is
   * still there is terminated by the same request: what it would decide rests on less than was acknowledged.
   */
  async carryOn(found: StartableCase, pack: EnginePack, carried: CarriedRun): Promise<void> {
    const options = this.#startOptions({ ...found, state: carried.state }, pack, carried);
    await this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
      this.#client.workflow.start(COMPLAINT_WORKFLOW, {
        ...options,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      }),
    );
  }

  /**
   * Takes a running case over to another version of its pack; answered once that is recorded. `undefined` when no
   * workflow of it runs.
   */
  async migrate(no: string, pack: EnginePack, order: MigrationOrder): Promise<ActionAnswer | undefined> {
    try {
      const updateId = `migrate/${pack.hash}/${order.request}/${order.approvedBy}/${order.seq}`;
      const outcome = await this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
        untilTaken(() =>
          this.#client.workflow
            .getHandle(complaintWorkflowId(no))
            .executeUpdate<ActionOutcome, [MigrationOrder, Uint8Array]>(MIGRATE_UPDATE, {
              args: [order, deflateRules(pack)],
              updateId,
            }),
        ),
      );
      return { ok: true, outcome };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      return failureOf(error);
    }
  }

  /** The case as its workflow holds it; `undefined` while nobody answers. */
  async view(no: string): Promise<WorkflowView | undefined> {
    try {
      return await this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
        this.#client.workflow.getHandle(complaintWorkflowId(no)).query<WorkflowView>(VIEW_QUERY),
      );
    } catch (error) {
      if (isUnavailable(error)) return undefined;
      throw error;
    }
  }

  /**
   * The same, unless the case is at work just now: a question that comes during a task makes a replay take another
   * moment for it than the run had.
   */
  async restingView(no: string): Promise<WorkflowView | undefined> {
    const { raw } = await this.#client.withDeadline(Date.now() + ANSWER_MS, () =>
      this.#client.workflow.getHandle(complaintWorkflowId(no)).describe(),
    );
    return raw.pendingWorkflowTask ? undefined : this.view(no);
  }

  /**
   * Tells a case about its days. A case without a workflow yet is started with the notice; one whose workflow has ended
   * is `false`.
   */
  async tell(
    view: StartableCase & Pick<CaseView, 'state' | 'workflowStarted'>,
    pack: EnginePack,
    notice: CalendarNotice,
  ): Promise<boolean> {
    try {
      await this.#client.withDeadline(Date.now() + ANSWER_MS, async () => {
        if (view.workflowStarted)
          return this.#client.workflow.getHandle(complaintWorkflowId(view.no)).signal(CALENDAR_MESSAGE, notice);
        await this.#client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
          ...this.#startOptions(view, pack),
          signal: CALENDAR_MESSAGE,
          signalArgs: [notice],
        });
      });
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Throws unless the server answers, or has answered just now. Those who ask at once ask together. */
  async check(): Promise<void> {
    if (performance.now() - this.#aliveAt < STILL_ALIVE_MS) return;
    this.#checking ??= this.#askForLife().finally(() => {
      this.#checking = undefined;
    });
    await this.#checking;
  }

  /**
   * Waits for a call; one that takes long is given up as soon as the server shows no sign of life. What became of it
   * shows at the next try.
   */
  async #whileAlive<T>(call: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const gone = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => void this.#askForLife().catch(reject), ALIVE_MS);
    });
    call.catch(() => {});
    try {
      return await Promise.race([call, gone]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #askForLife(): Promise<void> {
    await this.#client.withDeadline(Date.now() + ALIVE_MS, () =>
      this.#client.connection.workflowService.getSystemInfo({}),
    );
    this.#aliveAt = performance.now();
  }

  async close(): Promise<void> {
    await this.#client.connection.close();
  }

  async #actOnRunning(no: string, call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionOutcome> {
    const handle = this.#client.workflow.getHandle(complaintWorkflowId(no));
    try {
      return await handle.executeUpdate<ActionOutcome, ProvenCall>(call[0].action, {
        args: call,
        updateId: call[0].id,
      });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // Registered while Temporal was away, or ended a moment ago: bring it up with the action.
      return this.#actAnew(call, recorded);
    }
  }

  /** A case whose workflow has ended goes on in a new run of the same id, with its state carried in. */
  async #actAnew(call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionOutcome> {
    const { view, pack, commands } = await recorded();
    const lived = view.workflowStarted || isEnded(view.state) || commands.length > 1;
    // With every command that was recorded: a copy of an old request may still be on its way.
    const carried: CarriedRun | undefined = lived
      ? { state: view.state, seenCommands: commands.map((id) => ({ id })), deliveries: [] }
      : undefined;
    const startWorkflowOperation = new WithStartWorkflowOperation(COMPLAINT_WORKFLOW, {
      ...this.#startOptions(view, pack, carried),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    return this.#client.workflow.executeUpdateWithStart<never, ActionOutcome, ProvenCall>(call[0].action, {
      args: call,
      updateId: call[0].id,
      startWorkflowOperation: startWorkflowOperation as never,
    });
  }

  #startOptions(
    view: StartableCase & Pick<CaseView, 'state'>,
    pack: EnginePack,
    carried?: CarriedRun,
  ): WorkflowStartOptions {
    // The days travel in the rules, where they are packed.
    const { calendar: _days, ...intake } = view.intake;
    const input: ComplaintInput = {
      no: view.no,
      pack: view.pack,
      base: view.base,
      intake,
      ...(carried === undefined ? {} : { carried }),
    };
    const attributes = searchAttributesOf(pack, view.base, view.state).filter((pair) => pair.value !== null);
    const category = own(pack.categories, view.state.category)?.title ?? view.state.category;
    return {
      workflowId: complaintWorkflowId(view.no),
      taskQueue: this.#options.taskQueue ?? TASK_QUEUE,
      args: [input, deflateRules(pack)],
      priority: casePriority(view.base.speed !== 1, false),
      workflowTaskTimeout: TASK_TIMEOUT,
      typedSearchAttributes: attributes,
      staticSummary:
        `${view.base.speed === 1 ? '' : pack.locale === 'en' ? '[DRILL] ' : '【演练】'}${view.no} · ` +
        `${pack.title}${view.state.access?.roles === undefined ? ` · ${category}` : ''}`,
    };
  }
}

/** Errors of the client that say that no answer came. */
const NO_ANSWER = ['WorkflowUpdateRPCTimeoutOrCancelledError', 'ServiceError', 'WorkflowNotFoundError'];

function failureOf(error: unknown): ActionAnswer {
  const rejection = rejectionOf(error);
  if (rejection !== undefined) return { ok: false, failure: 'refused', rejection };
  if (isUnavailable(error)) return { ok: false, failure: 'unavailable' };
  throw error;
}

/** Sends an Update again while the case waits for the database (`TRY_AGAIN`); the deadline of the call ends it. */
async function untilTaken<T>(send: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (applicationFailureOf(error)?.type !== TRY_AGAIN) throw error;
      await pause(TRY_AGAIN_MS);
    }
  }
}

/** What the rules said, when that is why the update failed. */
function rejectionOf(error: unknown): Rejection | undefined {
  const failure = applicationFailureOf(error);
  return failure?.type === REJECTED ? (failure.details?.[0] as Rejection | undefined) : undefined;
}

function applicationFailureOf(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

function isUnavailable(error: unknown): boolean {
  const { name, cause } = error as { readonly name?: string; readonly cause?: unknown };
  return isGrpcServiceError(error) || isGrpcServiceError(cause) || NO_ANSWER.includes(name ?? '');
}
