import {
  Client,
  Connection,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  type WorkflowHandle,
} from '@temporalio/client';
import {
  CALENDAR_MESSAGE,
  COMPLAINT_WORKFLOW,
  complaintWorkflowId,
  MIGRATE_UPDATE,
  TASK_QUEUE,
  VIEW_QUERY,
  type ActionOutcome,
  type CarriedRun,
  type WorkflowView,
} from '../contracts/complaintWorkflow.ts';
import { deflateRules } from '../contracts/engineRules.ts';
import { casePriority } from '../contracts/priority.ts';
import { sayAttributeFaults } from '../contracts/searchAttributeFaults.ts';
import type { ProvenCall } from '../contracts/updateProof.ts';
import { isEnded } from '../domain/case/overdue.ts';
import type { CalendarNotice } from '../domain/decide/changeCalendar.ts';
import type { MigrationOrder } from '../domain/migration/migrateCase.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import type { Bilingual } from '../language/bilingual.ts';
import type { CaseToStart } from '../store/readModel/casesToStart.ts';
import type { CaseView } from '../store/readModel/caseView.ts';
import type { StartableCase } from '../store/readModel/startableCase.ts';
import { failureOf, isUnavailable, untilTaken, type ActionAnswer } from './actionAnswer.ts';
import { NamespaceCheck } from './namespaceCheck.ts';
import { SignOfLife } from './signOfLife.ts';
import { startOptions } from './startOptions.ts';

const START_MS = 4_000;
const ANSWER_MS = 15_000;

/** A case as its log has it at this moment. */
export interface RecordedLife {
  readonly view: CaseView;
  readonly pack: EnginePack;
  /** Ids of all commands that have events in the log, the intake's first. */
  readonly commands: readonly string[];
}

/** The way to the workflow of a case. */
export class CaseGateway {
  readonly #client: Client;
  readonly #taskQueue: string;
  readonly #namespace: NamespaceCheck;
  readonly #life: SignOfLife;

  constructor(options: { readonly address: string; readonly namespace: string; readonly taskQueue?: string }) {
    // Lazy: an API that starts while Temporal is away still takes complaints.
    const connection = Connection.lazy({ address: options.address, connectTimeout: START_MS });
    this.#client = new Client({ connection, namespace: options.namespace });
    this.#taskQueue = options.taskQueue ?? TASK_QUEUE;
    this.#namespace = new NamespaceCheck(this.#client);
    this.#life = new SignOfLife(this.#client);
  }

  /** What is known to be wrong with the search attributes of the namespace, in a sentence. Cheap. */
  async namespaceFault(): Promise<Bilingual | undefined> {
    const faults = await this.#namespace.faults();
    return faults.length === 0 ? undefined : sayAttributeFaults(faults, this.#client.options.namespace);
  }

  /** Throws unless the server answers, or has answered just now. */
  check(): Promise<void> {
    return this.#life.check();
  }

  close(): Promise<void> {
    return this.#client.connection.close();
  }

  /** Starts the case's workflow, behind others when `background`. Leaves one alone that runs or has run. */
  async start(view: CaseToStart, pack: EnginePack, background = false): Promise<void> {
    await this.check();
    try {
      await this.#life.during(
        this.#within(START_MS, () =>
          this.#client.workflow.start(COMPLAINT_WORKFLOW, {
            ...startOptions(view, pack, this.#taskQueue),
            priority: casePriority(view.base.speed !== 1, background),
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        ),
      );
    } catch (error) {
      if ((error as Error).name !== 'WorkflowExecutionAlreadyStartedError') throw error;
    }
  }

  /**
   * Asks the case for an action; the same command again is answered as the first time. A case whose workflow has ended
   * goes on from `recorded`, read then: `view` may be from before its last event.
   */
  async act(view: CaseView, call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionAnswer> {
    const send = (): Promise<ActionOutcome> =>
      isEnded(view.state) ? this.#actAnew(call, recorded) : this.#actOnRunning(view.no, call, recorded);
    try {
      await this.check();
      return { ok: true, outcome: await this.#life.during(this.#within(ANSWER_MS, () => untilTaken(send))) };
    } catch (error) {
      return failureOf(error);
    }
  }

  /**
   * Starts a run that goes on from `carried`, where the last one is gone or knows less than the log; in that case it is
   * terminated, as it would decide on less than was acknowledged.
   */
  async carryOn(found: StartableCase, pack: EnginePack, carried: CarriedRun): Promise<void> {
    await this.#within(ANSWER_MS, () =>
      this.#client.workflow.start(COMPLAINT_WORKFLOW, {
        ...startOptions({ ...found, state: carried.state }, pack, this.#taskQueue, carried),
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      }),
    );
  }

  /** Takes a running case over to another version of its pack; `undefined` when no workflow of it runs. */
  async migrate(no: string, pack: EnginePack, order: MigrationOrder): Promise<ActionAnswer | undefined> {
    const updateId = `migrate/${pack.hash}/${order.request}/${order.approvedBy}/${order.seq}`;
    const args: [MigrationOrder, Uint8Array] = [order, deflateRules(pack)];
    const send = (): Promise<ActionOutcome> => this.#handle(no).executeUpdate(MIGRATE_UPDATE, { args, updateId });
    try {
      return { ok: true, outcome: await this.#within(ANSWER_MS, () => untilTaken(send)) };
    } catch (error) {
      return error instanceof WorkflowNotFoundError ? undefined : failureOf(error);
    }
  }

  /** The case as its workflow holds it; `undefined` while nobody answers. */
  async view(no: string): Promise<WorkflowView | undefined> {
    try {
      return await this.#within(ANSWER_MS, () => this.#handle(no).query<WorkflowView>(VIEW_QUERY));
    } catch (error) {
      if (isUnavailable(error)) return undefined;
      throw error;
    }
  }

  /** The same, unless the case is at work: a Query during a task makes a replay see another moment than the run. */
  async restingView(no: string): Promise<WorkflowView | undefined> {
    const { raw } = await this.#within(ANSWER_MS, () => this.#handle(no).describe());
    return raw.pendingWorkflowTask ? undefined : this.view(no);
  }

  /** Tells a case about its days, and starts one that has no workflow yet. False where the workflow has ended. */
  async tell(
    view: CaseToStart & Pick<CaseView, 'workflowStarted'>,
    pack: EnginePack,
    notice: CalendarNotice,
  ): Promise<boolean> {
    try {
      await this.#within<unknown>(ANSWER_MS, () =>
        view.workflowStarted
          ? this.#handle(view.no).signal(CALENDAR_MESSAGE, notice)
          : this.#client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
              ...startOptions(view, pack, this.#taskQueue),
              signal: CALENDAR_MESSAGE,
              signalArgs: [notice],
            }),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  #within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    return this.#client.withDeadline(Date.now() + ms, call);
  }

  #handle(no: string): WorkflowHandle {
    return this.#client.workflow.getHandle(complaintWorkflowId(no));
  }

  async #actOnRunning(no: string, call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionOutcome> {
    const [{ action, id }] = call;
    try {
      return await this.#handle(no).executeUpdate<ActionOutcome, ProvenCall>(action, { args: call, updateId: id });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      // Registered while Temporal was away, or ended a moment ago: bring it up with the action.
      return this.#actAnew(call, recorded);
    }
  }

  /** A case whose workflow has ended goes on in a new run of the same id, with its state carried in. */
  async #actAnew(call: ProvenCall, recorded: () => Promise<RecordedLife>): Promise<ActionOutcome> {
    const [{ action, id }] = call;
    const { view, pack, commands } = await recorded();
    const lived = view.workflowStarted || isEnded(view.state) || commands.length > 1;
    // With every command that was recorded: a copy of an old request may still be on its way.
    const carried: CarriedRun | undefined = lived
      ? { state: view.state, seenCommands: commands.map((command) => ({ id: command })), deliveries: [] }
      : undefined;
    const startWorkflowOperation = new WithStartWorkflowOperation(COMPLAINT_WORKFLOW, {
      ...startOptions(view, pack, this.#taskQueue, carried),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    }) as never;
    return this.#client.workflow.executeUpdateWithStart<never, ActionOutcome, ProvenCall>(action, {
      args: call,
      updateId: id,
      startWorkflowOperation,
    });
  }
}
