/** `redress doctor`: looks at each part and says how to mend it. */

import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Environment } from '../config/environment.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { SEARCH_ATTRIBUTES, TASK_QUEUE } from '../contracts/complaintWorkflow.ts';
import { readReady } from '../runtime/readyFile.ts';
import type { Ready } from '../runtime/readyFile.ts';
import { cachedTemporal } from '../runtime/temporalBinary.ts';
import { openDatabase, rows } from '../store/database.ts';
import { mailFindings } from './mailFindings.ts';
import { packFindings } from './packFindings.ts';
import { workerFinding } from './workerFinding.ts';

export interface Finding {
  readonly part: string;
  readonly ok: boolean;
  readonly detail: string;
  /** It works, but somebody has to see to it. */
  readonly warn?: true;
  /** How many there are, where an alert may go by that. */
  readonly count?: number;
  /** What to do when it is not ok, or warns. */
  readonly mend?: string;
}

const FREE_BYTES = 1_000_000_000;

/** Everything that can be looked at, whether or not something runs. */
export async function examine(env: Environment): Promise<readonly Finding[]> {
  const ready = readReady(env.dataFolder);
  const url = env.DATABASE_URL ?? ready?.database;
  const findings: Finding[] = [node(), disk(env), ...(await packFindings(env, url, Date.now())), temporalProgram(env)];
  if (ready === undefined && env.DATABASE_URL === undefined)
    return [...findings, { part: 'running', ok: false, detail: `nothing runs on ${env.dataFolder}`, mend: 'start it: npm start' }];
  findings.push(await database(url ?? ''));
  findings.push(...(await temporal(env, env.TEMPORAL_ADDRESS ?? ready?.temporal ?? '')));
  if (ready !== undefined) findings.push(await api(ready));
  findings.push(...(await mailFindings(env, ready)));
  return findings;
}

/** Prints the findings; returns the exit code. */
export async function doctor(env: Environment, json: boolean, out: (line: string) => void): Promise<number> {
  const findings = await examine(env);
  if (json) out(JSON.stringify(findings, undefined, 2));
  else for (const one of findings) out(findingLine(one));
  return wellEnough(findings) ? 0 : 1;
}

/** A finding for people, with how to mend it on a line of its own. */
export function findingLine({ part, ok, warn, detail, mend }: Finding): string {
  const sign = ok ? (warn === true ? '!' : '✔') : '✘';
  const told = (!ok || warn === true) && mend !== undefined;
  return `${sign} ${part.padEnd(16)} ${detail}${told ? `\n  → ${mend}` : ''}`;
}

/** Nothing is broken; a warning breaks nothing. */
export function wellEnough(findings: readonly Finding[]): boolean {
  return findings.every((one) => one.ok);
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return { part: 'Node', ok: major > 20 || (major === 20 && minor >= 19), detail: process.version, mend: 'install Node 20.19 or newer' };
}

function disk(env: Environment): Finding {
  const { bavail, bsize } = statfsSync(existsSync(env.dataFolder) ? env.dataFolder : projectRoot());
  const free = bavail * bsize;
  return {
    part: 'disk',
    ok: free > FREE_BYTES,
    detail: `${(free / 1e9).toFixed(1)} GB free`,
    mend: 'free at least 1 GB where the data folder is, or set REDRESS_DATA to another disk',
  };
}

function temporalProgram(env: Environment): Finding {
  const found = env.TEMPORAL_ADDRESS ?? cachedTemporal();
  const detail = found === undefined ? 'not fetched yet; npm start fetches or builds it' : `program: ${found}`;
  return { part: 'Temporal', ok: true, detail };
}

async function database(url: string): Promise<Finding> {
  const db = openDatabase(url, { max: 1 });
  try {
    const applied = (await rows<{ name: string }>(db, 'select name from schema_migrations')).map((one) => one.name);
    const wanted = readdirSync(join(projectRoot(), 'store', 'migrations')).filter((name) => name.endsWith('.sql'));
    const missing = wanted.filter((name) => !applied.includes(name));
    return {
      part: 'PostgreSQL',
      ok: missing.length === 0,
      detail: missing.length === 0 ? `answers; ${applied.length} migrations applied` : `migrations missing: ${missing.join(', ')}`,
      mend: 'npm start applies them',
    };
  } catch (error) {
    return {
      part: 'PostgreSQL',
      ok: false,
      detail: `does not answer (${(error as { code?: string }).code ?? 'no schema'})`,
      mend: 'see postgres/postgres.log in the data folder, or check DATABASE_URL',
    };
  } finally {
    await db.end();
  }
}

async function temporal(env: Environment, address: string): Promise<readonly Finding[]> {
  const connection = await Connection.connect({ address, connectTimeout: 3_000 }).catch(() => undefined);
  if (connection === undefined)
    return [{ part: 'Temporal server', ok: false, detail: `does not answer at ${address}`, mend: 'see temporal/temporal.log in the data folder, or check TEMPORAL_ADDRESS' }];
  const namespace = env.TEMPORAL_NAMESPACE;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.values(SEARCH_ATTRIBUTES).filter((key) => !(key.name in customAttributes));
    const { pollers } = await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: 1 });
    return [
      {
        part: 'Temporal server',
        ok: missing.length === 0,
        detail: missing.length === 0 ? `answers at ${address}; namespace ${namespace} is complete` : `search attributes missing: ${missing.map((key) => key.name).join(', ')}`,
        mend: 'npm start adds them',
      },
      workerFinding(pollers ?? [], Date.now()),
    ];
  } catch {
    return [{ part: 'Temporal server', ok: false, detail: `answers, but has no namespace ${namespace}`, mend: 'npm start makes it' }];
  } finally {
    await connection.close();
  }
}

async function api(ready: Ready): Promise<Finding> {
  const answer = await fetch(`${ready.api}/readyz`).catch(() => undefined);
  const detail = answer === undefined ? `does not answer at ${ready.api}` : `${ready.api} says ${answer.status}`;
  return { part: 'API', ok: answer?.ok === true, detail, mend: 'see logs/api.log in the data folder' };
}
