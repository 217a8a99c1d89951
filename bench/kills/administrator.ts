/** What an administrator of Temporal does to workflows of open cases: resets and terminates them, at random moments. */

import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { complaintWorkflowId, engineNames } from '../../contracts/engineNames.ts';
import { column, type Database } from '../../store/database/database.ts';
import type { AttackKind, Books } from './books.ts';
import { Chance } from './chance.ts';

/** One attack, and when it is due after the start of the run. */
export interface Attack {
  readonly kind: AttackKind;
  readonly afterMs: number;
}

/** Longer than the slowest way back of a server that was killed. */
const PATIENCE_MS = 180_000;
const WAIT_MS = 200;
const ANSWER_MS = 5_000;
const REASON = 'the ledger of kills';

/** All attacks of a run, in order. Of the resets every other one goes back to the first task. */
export function planAttacks(seed: number, resets: number, terminates: number, spanMs: number): readonly Attack[] {
  const chance = new Chance(seed, 'attacks');
  const kinds = [
    ...Array.from({ length: resets }, (_, index) => (index % 2 === 0 ? 'reset' : 'reset to a later task')),
    ...Array.from({ length: terminates }, () => 'terminate'),
  ] as readonly AttackKind[];
  return kinds
    .map((kind, index) => ({ kind, afterMs: Math.floor(chance.number(index) * spanMs) }))
    .toSorted((a, b) => a.afterMs - b.afterMs);
}

/** Carries attacks out and writes down which case each fell on. */
export class Administrator {
  readonly #db: Database;
  readonly #client: Client;
  readonly #books: Books;
  readonly #seed: number;

  constructor(db: Database, client: Client, books: Books, seed: number) {
    this.#db = db;
    this.#client = client;
    this.#books = books;
    this.#seed = seed;
  }

  /** Those that an earlier run did not come to. */
  async attackAll(attacks: readonly Attack[]): Promise<void> {
    const done = this.#books.attacks().length;
    const started = Date.now() - (attacks[done - 1]?.afterMs ?? 0);
    for (const [index, { kind, afterMs }] of attacks.entries()) {
      if (index < done) continue;
      await sleep(started + afterMs - Date.now());
      await this.#attack(index, kind);
    }
  }

  /** Falls on some open case as soon as the servers, which may just have been killed, take it. */
  async #attack(index: number, kind: AttackKind): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    let last = 'no case was open';
    for (let tries = 0; Date.now() < deadline; tries += 1) {
      try {
        const chance = new Chance(this.#seed, 'attack', index, tries);
        const open = await column<string>(
          this.#db,
          `select no from cases where acting and exists
            (select from complaints c where c.no = cases.no and c.workflow_started_at is not null) order by no`,
        );
        if (open.length > 0 && (await this.#fallOn(chance.pick('case', open), kind, chance))) return;
      } catch (error) {
        last = (error as Error).message;
      }
      await sleep(WAIT_MS);
    }
    throw new Error(`a ${kind} fell on no case within ${PATIENCE_MS / 1000} s: ${last}`);
  }

  /** False when the case's workflow does not run, or has no task to go back to. */
  async #fallOn(no: string, kind: AttackKind, chance: Chance): Promise<boolean> {
    return this.#client.withDeadline(Date.now() + ANSWER_MS, async () => {
      const handle = this.#client.workflow.getHandle(complaintWorkflowId(no, engineNames().complaint));
      const { status, runId } = await handle.describe();
      if (status.name !== 'RUNNING') return false;
      const task = kind === 'terminate' ? undefined : await taskToGoBackTo(handle, kind, chance);
      if (kind !== 'terminate' && task === undefined) return false;
      // Before it is asked for: its answer may be lost with the server that gave it.
      this.#books.attacking({ no, kind, at: Date.now() });
      if (task === undefined) await handle.terminate(REASON);
      else
        await this.#client.workflowService.resetWorkflowExecution({
          namespace: this.#client.options.namespace,
          workflowExecution: { workflowId: handle.workflowId, runId },
          reason: REASON,
          requestId: randomUUID(),
          workflowTaskFinishEventId: task as never,
        });
      this.#books.attacked({ no, kind, at: Date.now() });
      return true;
    });
  }
}

/** Id of the event with which a finished task ends: the first, or any after it. */
async function taskToGoBackTo(handle: WorkflowHandle, kind: AttackKind, chance: Chance): Promise<unknown> {
  const { events } = await handle.fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).map((one) => one.eventId);
  if (kind === 'reset') return tasks[0] ?? undefined;
  return tasks.length < 2 ? undefined : chance.pick('task', tasks.slice(1));
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
}
