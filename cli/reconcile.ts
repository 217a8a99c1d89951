/** `redress reconcile`: after a restore of back-ups of different moments, makes the log and the workflows one again. */

import { Client, Connection } from '@temporalio/client';
import { CaseGateway } from '../api/caseGateway.ts';
import { PackShelf } from '../api/packShelf.ts';
import type { Environment } from '../config/environment.ts';
import type { RecordedEvent } from '../domain/event.ts';
import { evolveAll } from '../domain/evolve.ts';
import { needsWorkflow } from '../domain/needsWorkflow.ts';
import type { EnginePack } from '../domain/pack.ts';
import type { CaseState } from '../domain/state.ts';
import { besideServers } from '../runtime/serversOnly.ts';
import { markWorkflowsStarted } from '../store/caseView.ts';
import { openDatabase, rows } from '../store/database.ts';
import type { Database } from '../store/database.ts';
import { readLog } from '../store/eventLog.ts';
import { counterOf, numberCounter, raiseNumberCounter } from '../store/numberCounter.ts';
import { openDeliveries } from '../store/openDeliveries.ts';
import { rebuildCase } from '../store/rebuildReadModel.ts';
import { recordEvents } from '../store/recordEvents.ts';
import { registerAgain } from '../store/registerAgain.ts';
import { restoreReservation } from '../store/reservations.ts';
import { readStartableCase } from '../store/startableCase.ts';
import { verifyCase } from '../store/verifyCase.ts';
import { readCaseTruth } from './caseTruth.ts';
import type { CaseTruth } from './caseTruth.ts';
import { compareCase } from './compareCase.ts';
import type { Comparison } from './compareCase.ts';
import { complaintWorkflows } from './complaintWorkflows.ts';
import { CommandError } from './installation.ts';

const LOOKS = 3;
const LOOK_AGAIN_MS = 400;
/** Commands that a run carried on remembers, as every run does. */
const REMEMBERED = 200;

interface Parts {
  readonly db: Database;
  readonly client: Client;
  readonly packs: PackShelf;
  readonly gateway: CaseGateway;
}

/** What cannot be mended by any command; said in one line. */
class BeyondMending extends Error {}

/** Mends one case or all; one line for each that differed, then a summary. Returns the exit code: 1 when one cannot be mended. */
export function reconcile(env: Environment, no: string | undefined, out: (line: string) => void): Promise<number> {
  const aside = (text: string): void => void process.stderr.write(`${text}\n`);
  return besideServers(env, aside, async ({ database, temporal }) => {
    const db = openDatabase(database, { max: 2 });
    const connection = await Connection.connect({ address: temporal, connectTimeout: 5_000 }).catch(() => {
      throw new CommandError(`Temporal does not answer at ${temporal}; nothing was changed`);
    });
    const gateway = new CaseGateway({ address: temporal, namespace: env.TEMPORAL_NAMESPACE });
    try {
      const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
      return await reconcileAll({ db, client, gateway, packs: new PackShelf(db, env.REDRESS_LOCALE) }, no, out);
    } finally {
      await gateway.close();
      await connection.close();
      await db.end();
    }
  });
}

async function reconcileAll(parts: Parts, no: string | undefined, out: (line: string) => void): Promise<number> {
  const inTemporal = [...(await complaintWorkflows(parts.client)).keys()];
  const inDatabase = (await rows<{ no: string }>(parts.db, 'select no from complaints')).map((one) => one.no);
  const all = [...new Set([...inTemporal, ...inDatabase])].toSorted();
  const highest = Math.max(0, ...all.map(counterOf));
  if ((await numberCounter(parts.db)) < highest) {
    await raiseNumberCounter(parts.db, highest);
    out(`the counter of numbers was raised to ${highest}: no number is given twice`);
  }
  const wanted = no === undefined ? all : all.filter((one) => one === no);
  if (no !== undefined && wanted.length === 0) throw new CommandError(`no complaint has the number ${no}`);
  let mended = 0;
  let beyond = 0;
  for (const one of wanted) {
    try {
      const done = await mendCase(parts, one);
      if (done === undefined) continue;
      mended += 1;
      out(`${one}: ${done}`);
    } catch (error) {
      beyond += 1;
      out(`${one}: NOT MENDED: ${(error as Error).message}`);
    }
  }
  out(`${wanted.length} cases looked at, ${mended} mended, ${beyond} not`);
  return beyond === 0 ? 0 : 1;
}

/** What was done to the case; `undefined` when nothing was wrong with it. */
async function mendCase(parts: Parts, no: string): Promise<string | undefined> {
  const { log, truth, comparison } = await look(parts, no);
  const { findings, state } = await verifyCase(parts.db, no);
  if (log.length > 0 && state === undefined) throw new BeyondMending(`${findings.join('; ')}: restore a back-up of the database`);
  if (truth === undefined) return startIfNeeded(parts, no, log, 'it had no workflow');
  switch (comparison.kind) {
    case 'unknowable':
      throw new BeyondMending(
        'the log ends before the oldest history that Temporal still has, or tells another story than that begins with; restore a newer back-up of the database',
      );
    case 'log-behind':
      return recordAgain(parts, no, truth, comparison.missing);
    case 'diverged':
      await record(parts, no, truth, comparison.theirs);
      return `${counted(log.length - comparison.from + 1)} of the log from number ${comparison.from} on put aside, ${counted(comparison.theirs.length)} of the workflow recorded instead`;
    case 'log-ahead':
      return startAgain(parts, no, log, `the log has ${counted(comparison.by)} more than its workflow`);
    case 'equal':
      if (findings.length === 0) return truth.running ? undefined : startIfNeeded(parts, no, log, `its workflow is ${truth.status.toLowerCase()}`);
      await rebuildCase(parts.db, no);
      return 'its read model was made again from the log';
  }
}

interface Looked {
  readonly log: readonly RecordedEvent[];
  readonly truth: CaseTruth | undefined;
  readonly comparison: Comparison;
}

/** Looks again at what differs before anything is done about it: a case may be under way. */
async function look(parts: Parts, no: string): Promise<Looked> {
  for (let looks = 1; ; looks += 1) {
    const log = (await readLog(parts.db, no)).map((one) => one.event);
    const truth = await readCaseTruth(parts.client, no, log.length);
    const comparison: Comparison = truth === undefined ? { kind: 'equal' } : compareCase(log, truth);
    if (comparison.kind === 'equal' || looks === LOOKS) return { log, truth, comparison };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The log follows its workflow; a case whose row is gone gets one first. */
async function recordAgain(parts: Parts, no: string, truth: CaseTruth, missing: readonly RecordedEvent[]): Promise<string> {
  const { pack, base, intake } = truth.input;
  const isNew = (await readStartableCase(parts.db, no)) === undefined;
  if (isNew) await registerAgain(parts.db, { no, pack, base, intake });
  await record(parts, no, truth, missing);
  return `${counted(missing.length)} recorded again from the workflow’s history${isNew ? ' (the complainant’s data and all prose were in the database only: they are lost)' : ''}`;
}

async function record(parts: Parts, no: string, truth: CaseTruth, events: readonly RecordedEvent[]): Promise<void> {
  for (const ask of truth.granted) await restoreReservation(parts.db, ask);
  await recordEvents(parts.db, no, truth.input.base, events);
}

/** A case that is over needs no workflow any more. */
async function startIfNeeded(parts: Parts, no: string, log: readonly RecordedEvent[], why: string): Promise<string | undefined> {
  const { found, state, engine } = await startable(parts, no, log);
  return needsWorkflow(engine, state) || !found.workflowStarted ? startAgain(parts, no, log, why) : undefined;
}

/** A new run goes on from the whole log, and tells what nobody was told yet. */
async function startAgain(parts: Parts, no: string, log: readonly RecordedEvent[], why: string): Promise<string> {
  const { found, state, engine } = await startable(parts, no, log);
  const deliveries = await openDeliveries(parts.db, engine, no, found.base, log);
  const seenCommands = [...new Set(log.map((event) => event.id.slice(0, event.id.lastIndexOf('#'))))].slice(-REMEMBERED);
  await parts.gateway.carryOn(found, engine, { state, seenCommands, deliveries });
  await markWorkflowsStarted(parts.db, [no]);
  return `${why}: a new run goes on from event ${state.seq}${deliveries.length === 0 ? '' : `, with ${deliveries.length} to be told`}`;
}

async function startable(
  parts: Parts,
  no: string,
  log: readonly RecordedEvent[],
): Promise<{ readonly found: NonNullable<Awaited<ReturnType<typeof readStartableCase>>>; readonly state: CaseState; readonly engine: EnginePack }> {
  const found = await readStartableCase(parts.db, no);
  const state = evolveAll(undefined, log);
  if (found === undefined || state === undefined) throw new BeyondMending('neither log nor workflow has an event of it; restore a back-up of the database');
  const pack = state.pack ?? found.pack;
  return { found: { ...found, pack }, state, engine: (await parts.packs.byHash(pack.hash, found.intake.calendar)).engine };
}

function counted(events: number): string {
  return `${events} event${events === 1 ? '' : 's'}`;
}
