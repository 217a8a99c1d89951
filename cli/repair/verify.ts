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
import { openDatabase, row, rows, type Database } from '../../store/database/database.ts';
import { verifyCase } from '../../store/repair/verifyCase.ts';
import { replayCase } from './replayCase.ts';
import { latestStatus, unknownWorkflows } from './complaintWorkflows.ts';
import type { Output } from '../output/output.ts';
import { progressOn } from '../output/progressOn.ts';
import { sayOnStderr } from '../output/sayOnStderr.ts';
import { CommandError } from '../installation/installation.ts';
import { noComplaint } from './noComplaint.ts';
import { quietReplays } from './quietReplays.ts';
import { findingIn, VERIFY_WORDS, type VerifyWords } from './verifyWords.ts';

const ASK_MS = 10_000;
const TRIES = 2;
const LOOKS = 5;
const LOOK_AGAIN_MS = 400;
/** Cases looked at side by side; replays, which take all of a core, one by one. */
const AT_ONCE = 8;
/** Cases in memory, however many there are. */
const PAGE = 400;

interface Engine {
  readonly client: Client;
  readonly names: EngineNames;
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
export function verify(env: Environment, { locale, line }: Output, no?: string): Promise<number> {
  const w = VERIFY_WORDS[locale];
  return besideServers(env, sayOnStderr(locale), async ({ database, temporal }) => {
    const db = openDatabase(database, { max: AT_ONCE });
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
      if (engine === undefined) line(w.noTemporal);
      if (engine?.workers === false) line(w.noWorker);
      return await verifyAll({ db, engine, packs: new PackRegistry(db, env.REDRESS_LOCALE), locale }, no, line);
    } finally {
      await connection?.close();
      await db.end();
    }
  });
}

async function verifyAll(parts: Parts, no: string | undefined, out: (line: string) => void): Promise<number> {
  const { db, engine, locale } = parts;
  const w = VERIFY_WORDS[locale];
  const { lost, strays } =
    engine === undefined
      ? { lost: [], strays: [] }
      : await unknownWorkflows(engine.client, engine.names.complaint, (some) => knownOf(db, some));
  const unknown = lost.filter((one) => no === undefined || no === one);
  const all = no === undefined ? ((await row<{ n: number }>(db, 'select count(*) as n from complaints'))?.n ?? 0) : 1;
  const progress = progressOn(locale, all);
  const tally = { cases: 0, compared: 0, unsound: unknown.length };
  for await (const some of portions(parts, no)) {
    const examined = await Promise.all(some.map(async (one) => ({ ...one, ...(await examine(parts, one)) })));
    for (const one of examined) {
      tally.cases += 1;
      if (one.compared) tally.compared += 1;
      if (one.findings.length === 0) continue;
      tally.unsound += 1;
      out(w.line(one.no, one.findings.join(w.semicolon)));
    }
    progress(tally.cases);
  }
  if (no !== undefined && tally.cases + unknown.length === 0) throw new CommandError(noComplaint(no));
  for (const one of unknown) out(w.unknown(one));
  if (no === undefined) for (const id of strays) out(w.stray(id));
  out(w.summary(tally.cases, tally.compared, tally.unsound));
  return tally.unsound === 0 ? 0 : 1;
}

/** All cases by number, or the one, as many as are looked at side by side. */
async function* portions({ db, engine }: Parts, no: string | undefined): AsyncGenerator<readonly Checked[]> {
  for (let after = ''; ;) {
    const page = await rows<Checked>(
      db,
      `select no, pack_hash as "packHash" from complaints
        where no > $1 and ($2::text is null or no = $2) order by no limit $3`,
      [after, no ?? null, PAGE],
    );
    const isLast = page.length < PAGE;
    while (page.length > 0) {
      const some = page.splice(0, engine?.workers === false ? 1 : AT_ONCE);
      after = some.at(-1)?.no ?? after;
      yield some;
    }
    if (isLast) return;
  }
}

async function knownOf(db: Database, numbers: readonly string[]): Promise<readonly string[]> {
  const found = await rows<{ no: string }>(db, 'select no from complaints where no = any($1)', [numbers]);
  return found.map(({ no }) => no);
}

async function engineOf(client: Client, names: EngineNames): Promise<Engine> {
  const queue = { namespace: client.options.namespace, taskQueue: { name: names.taskQueue }, taskQueueType: 1 };
  const { pollers } = await client.workflowService.describeTaskQueue(queue);
  return { client, names, workers: (pollers ?? []).length > 0 };
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
  // A busy worker is asked twice; the server remembers one for minutes after it is gone.
  for (let tries = 1; engine.workers; tries += 1) {
    try {
      return (
        await client.withDeadline(Date.now() + ASK_MS, () =>
          client.workflow.getHandle(complaintWorkflowId(no, names.complaint)).query<WorkflowView>(STATE_QUERY),
        )
      ).state;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      if (tries === TRIES) engine.workers = false;
    }
  }
  await quietReplays();
  return (await replayCase(client, no, logSeq, names.complaint).catch(() => undefined))?.state;
}

/** The log goes on without such a run: it knows nothing more. */
async function hasFailed(engine: Engine | undefined, no: string): Promise<boolean> {
  return engine !== undefined && (await latestStatus(engine.client, no, engine.names.complaint)) === 'FAILED';
}

async function whyAbsent({ client, names }: Engine, no: string, w: VerifyWords): Promise<string | undefined> {
  const status = await latestStatus(client, no, names.complaint);
  if (status === 'RUNNING') return undefined;
  return status === undefined ? w.noWorkflow : w.workflowIs(status);
}
