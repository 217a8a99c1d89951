/** `redress verify`: log, chain, read model and workflow of a case say the same. */

import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { PackRegistry } from '../../client/packRegistry.ts';
import type { Environment } from '../../config/environment.ts';
import { STATE_QUERY, type WorkflowView } from '../../contracts/complaintWorkflow.ts';
import { complaintWorkflowId, engineNames, type EngineNames } from '../../contracts/engineNames.ts';
import { needsWorkflow } from '../../domain/decide/lapse.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { Locale } from '../../language/bilingual.ts';
import { besideServers } from '../../runtime/serversOnly.ts';
import { canonicalJson } from '../../store/database/canonicalJson.ts';
import { openDatabase, rows, type Database } from '../../store/database/database.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { readCaseTruth } from './caseTruth.ts';
import { complaintWorkflows, latestStatus, unknownTo, type ListedWorkflows } from './complaintWorkflows.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';
import { CommandError } from '../installation/installation.ts';
import { noComplaint } from './noComplaint.ts';
import { quietReplays } from './quietReplays.ts';
import { findingIn, VERIFY_WORDS, type VerifyWords } from './verifyWords.ts';

const ASK_MS = 10_000;
const LOOKS = 5;
const LOOK_AGAIN_MS = 400;

interface Engine {
  readonly client: Client;
  readonly names: EngineNames;
  readonly listed: ListedWorkflows;
  /** Workers answer queries; without them histories are replayed here. */
  workers: boolean;
}

interface Parts {
  readonly db: Database;
  readonly engine: Engine | undefined;
  readonly packs: PackRegistry;
  readonly locale: Locale;
}

interface Checked extends Record<string, unknown> {
  readonly no: string;
  readonly packHash: string;
}

/**
 * Checks one case or all. One line for each case that has findings, then a summary. Returns the exit code: 1 when
 * anything is unsound.
 */
export function verify(
  env: Environment,
  no: string | undefined,
  locale: Locale,
  out: (line: string) => void,
): Promise<number> {
  const w = VERIFY_WORDS[locale];
  return besideServers(env, sayOnStderr(locale), async ({ database, temporal }) => {
    const db = openDatabase(database, { max: 2 });
    const connection = await Connection.connect({ ...env.temporal, address: temporal, connectTimeout: 5_000 }).catch(
      () => undefined,
    );
    try {
      const engine =
        connection === undefined
          ? undefined
          : await engineOf(
              new Client({ connection, namespace: env.TEMPORAL_NAMESPACE }),
              engineNames(env.REDRESS_TEMPORAL_NAME),
            );
      if (engine === undefined) out(w.noTemporal);
      if (engine?.workers === false) out(w.noWorker);
      return await verifyAll({ db, engine, packs: new PackRegistry(db, env.REDRESS_LOCALE), locale }, no, out);
    } finally {
      await connection?.close();
      await db.end();
    }
  });
}

async function verifyAll(parts: Parts, no: string | undefined, out: (line: string) => void): Promise<number> {
  const { db, engine, locale } = parts;
  const w = VERIFY_WORDS[locale];
  const cases = await rows<Checked>(
    db,
    'select no, pack_hash as "packHash" from complaints where $1::text is null or no = $1 order by no',
    [no ?? null],
  );
  const known = new Set(cases.map((one) => one.no));
  const { lost, strays } =
    engine === undefined ? { lost: [], strays: [] } : unknownTo(known, engine.listed, engine.names.complaint);
  const unknown = lost.filter((one) => no === undefined || no === one);
  if (no !== undefined && cases.length + unknown.length === 0) throw new CommandError(noComplaint(no));
  let unsound = unknown.length;
  let compared = 0;
  for (const one of cases) {
    const found = await examine(parts, one);
    if (found.compared) compared += 1;
    if (found.findings.length === 0) continue;
    unsound += 1;
    out(w.line(one.no, found.findings.join(w.semicolon)));
  }
  for (const one of unknown) out(w.unknown(one));
  if (no === undefined) for (const id of strays) out(w.stray(id));
  out(w.summary(cases.length, compared, unsound));
  return unsound === 0 ? 0 : 1;
}

async function engineOf(client: Client, names: EngineNames): Promise<Engine> {
  const queue = { namespace: client.options.namespace, taskQueue: { name: names.taskQueue }, taskQueueType: 1 };
  const { pollers } = await client.workflowService.describeTaskQueue(queue);
  const listed = await complaintWorkflows(client, names.complaint);
  return { client, names, listed, workers: (pollers ?? []).length > 0 };
}

interface Examined {
  readonly compared: boolean;
  readonly findings: readonly string[];
}

/** One case. What differs is looked at again before it is said: a case goes on while it is read. */
async function examine({ db, engine, packs, locale }: Parts, { no, packHash }: Checked): Promise<Examined> {
  const w = VERIFY_WORDS[locale];
  for (let look = 1; ; look += 1) {
    const { findings, state } = await verifyCase(db, no);
    const workflow = engine === undefined ? undefined : await workflowState(engine, no, state?.seq ?? 0);
    const differs =
      workflow !== undefined &&
      state !== undefined &&
      canonicalJson(workflow) !== canonicalJson(state) &&
      !(await hasFailed(engine, no));
    const absence =
      engine === undefined ||
      state === undefined ||
      !needsWorkflow((await packs.byHash(state.pack?.hash ?? packHash)).engine, state)
        ? undefined
        : await whyAbsent(engine, no, w);
    const all = [
      ...findings.map((finding) => findingIn(finding, locale)),
      ...(differs ? [w.differ(workflow.seq, state.seq)] : []),
      ...(absence === undefined ? [] : [absence]),
    ];
    if (all.length === 0 || look === LOOKS) return { compared: workflow !== undefined, findings: all };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The case as its workflow holds it; `undefined` when the history is gone or cannot be read. */
async function workflowState(engine: Engine, no: string, logSeq: number): Promise<CaseState | undefined> {
  const { client, names } = engine;
  if (engine.workers) {
    try {
      return (
        await client.withDeadline(Date.now() + ASK_MS, () =>
          client.workflow.getHandle(complaintWorkflowId(no, names.complaint)).query<WorkflowView>(STATE_QUERY),
        )
      ).state;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      // The server remembers a worker for minutes after it is gone.
      engine.workers = false;
    }
  }
  await quietReplays();
  return (await readCaseTruth(client, no, logSeq, names.complaint).catch(() => undefined))?.state;
}

/** The log goes on without such a run: it knows nothing more. */
async function hasFailed(engine: Engine | undefined, no: string): Promise<boolean> {
  return engine !== undefined && (await latestStatus(engine.client, no, engine.names.complaint)) === 'FAILED';
}

async function whyAbsent(
  { client, names, listed: { statuses } }: Engine,
  no: string,
  w: VerifyWords,
): Promise<string | undefined> {
  // The list lags by a moment; the case itself is asked before anything is said of it.
  const status = statuses.get(no) === 'RUNNING' ? 'RUNNING' : await latestStatus(client, no, names.complaint);
  if (status === 'RUNNING') return undefined;
  return status === undefined ? w.noWorkflow : w.workflowIs(status);
}
