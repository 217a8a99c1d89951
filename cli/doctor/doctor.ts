/** `redress doctor`: looks at each part and says how to mend it. */

import type { Finding } from './finding.ts';
import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Environment } from '../../config/environment.ts';
import { projectRoot } from '../../config/projectRoot.ts';
import { TASK_QUEUE } from '../../contracts/complaintWorkflow.ts';
import { removalOf, sayAttributeFaults, searchAttributeFaults } from '../../contracts/searchAttributeFaults.ts';
import { readReady, type Ready } from '../../runtime/machine/readyFile.ts';
import { cachedTemporal } from '../../runtime/temporal/temporalBinary.ts';
import type { Locale } from '../../language/locale.ts';
import { startFaults } from '../../store/readModel/casesToStart.ts';
import { openDatabase, rows } from '../../store/database/database.ts';
import { plainCauses } from '../../store/notifications/plainMessages.ts';
import { widthOf } from '../output/framed.ts';
import { DOCTOR_WORDS, type DoctorWords } from './doctorWords.ts';
import { keyFinding } from './keyFinding.ts';
import { mailFindings } from './mailFindings.ts';
import { messageFinding } from './messageFinding.ts';
import { packFindings } from './packFindings.ts';
import { startFinding } from './startFinding.ts';
import { workerFinding } from './workerFinding.ts';
import { own } from '../../domain/values/own.ts';

const FREE_BYTES = 1_000_000_000;
const WEEK_MS = 7 * 86_400_000;
const PART_WIDTH = 16;

/** Everything that can be looked at, whether or not something runs. */
export async function examine(env: Environment, w: DoctorWords): Promise<readonly Finding[]> {
  const ready = readReady(env.dataFolder);
  const url = env.DATABASE_URL ?? ready?.database;
  const findings: Finding[] = [
    node(w),
    disk(env, w),
    ...(await packFindings(env, url, Date.now(), w)),
    temporalProgram(env, w),
  ];
  if (ready === undefined && env.DATABASE_URL === undefined)
    return [...findings, { part: 'running', ok: false, detail: w.nothingRuns(env.dataFolder), mend: w.startIt }];
  findings.push(...(await database(env, url ?? '', w)));
  findings.push(...(await temporal(env, env.TEMPORAL_ADDRESS ?? ready?.temporal ?? '', w)));
  if (ready !== undefined) findings.push(await api(ready, w));
  findings.push(...(await mailFindings(env, ready, w)));
  return findings;
}

/** Prints the findings, as JSON in English for programs; returns the exit code. */
export async function doctor(
  env: Environment,
  { json, locale }: { readonly json?: boolean; readonly locale: Locale },
  out: (line: string) => void,
): Promise<number> {
  const findings = await examine(env, DOCTOR_WORDS[json === true ? 'en' : locale]);
  if (json === true) out(JSON.stringify(findings, undefined, 2));
  else for (const one of findings) out(findingLine(one, locale));
  return wellEnough(findings) ? 0 : 1;
}

/** A finding for people, with how to mend it on a line of its own. */
export function findingLine({ part, ok, warn, detail, mend }: Finding, locale: Locale): string {
  const sign = ok ? (warn === true ? '!' : '✔') : '✘';
  const told = (!ok || warn === true) && mend !== undefined;
  const named = own(DOCTOR_WORDS[locale].parts, part) ?? part;
  return (
    `${sign} ${named}${' '.repeat(Math.max(0, PART_WIDTH - widthOf(named)))} ` +
    `${detail}${told ? `\n  → ${mend}` : ''}`
  );
}

/** Nothing is broken; a warning breaks nothing. */
export function wellEnough(findings: readonly Finding[]): boolean {
  return findings.every((one) => one.ok);
}

function node(w: DoctorWords): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return {
    part: 'Node',
    ok: major > 20 || (major === 20 && minor >= 19),
    detail: process.version,
    mend: w.installNode,
  };
}

function disk(env: Environment, w: DoctorWords): Finding {
  const { bavail, bsize } = statfsSync(existsSync(env.dataFolder) ? env.dataFolder : projectRoot());
  const free = bavail * bsize;
  return {
    part: 'disk',
    ok: free > FREE_BYTES,
    detail: w.free((free / 1e9).toFixed(1)),
    mend: w.freeDisk,
  };
}

function temporalProgram(env: Environment, w: DoctorWords): Finding {
  const found = env.TEMPORAL_ADDRESS ?? cachedTemporal();
  const detail = found === undefined ? w.notFetched : w.program(found);
  return { part: 'Temporal', ok: true, detail };
}

async function database(env: Environment, url: string, w: DoctorWords): Promise<readonly Finding[]> {
  const db = openDatabase(url, { max: 1 });
  try {
    const applied = (await rows<{ name: string }>(db, 'select name from schema_migrations')).map((one) => one.name);
    const wanted = readdirSync(join(projectRoot(), 'store', 'migrations')).filter((name) => name.endsWith('.sql'));
    const missing = wanted.filter((name) => !applied.includes(name));
    const schema = {
      part: 'PostgreSQL',
      ok: missing.length === 0,
      detail: missing.length === 0 ? w.migrated(applied.length) : w.migrationsMissing(missing.join(', ')),
      mend: w.startMigrates,
    };
    // What the rows say can be read where the tables are those of this version.
    return schema.ok
      ? [
          schema,
          ...(await keyFinding(env, db, w)),
          startFinding(await startFaults(db), w),
          messageFinding(await plainCauses(db, Date.now() - WEEK_MS), w),
        ]
      : [schema];
  } catch (error) {
    return [
      {
        part: 'PostgreSQL',
        ok: false,
        detail: w.silentBecause((error as { code?: string }).code),
        mend: w.checkPostgres,
      },
    ];
  } finally {
    await db.end();
  }
}

async function temporal(env: Environment, address: string, w: DoctorWords): Promise<readonly Finding[]> {
  const connection = await Connection.connect({ address, connectTimeout: 3_000 }).catch(() => undefined);
  if (connection === undefined)
    return [{ part: 'Temporal server', ok: false, detail: w.silentAt(address), mend: w.checkTemporal }];
  const namespace = env.TEMPORAL_NAMESPACE;
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const faults = searchAttributeFaults(customAttributes);
    const others = faults.some((one) => one.is !== undefined);
    const said = sayAttributeFaults(faults, namespace);
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: TASK_QUEUE },
      taskQueueType: 1,
    });
    return [
      {
        part: 'Temporal server',
        ok: faults.length === 0,
        detail: faults.length === 0 ? w.namespaceComplete(address, namespace) : w.attributesWrong(said.zh, said.en),
        mend: others ? w.replaceAttributes(removalOf(faults, namespace)) : w.startAdds,
      },
      workerFinding(pollers ?? [], Date.now(), w),
    ];
  } catch {
    return [{ part: 'Temporal server', ok: false, detail: w.noNamespace(namespace), mend: w.startMakes }];
  } finally {
    await connection.close();
  }
}

async function api(ready: Ready, w: DoctorWords): Promise<Finding> {
  const answer = await fetch(`${ready.api}/readyz`).catch(() => undefined);
  const detail = answer === undefined ? w.silentAt(ready.api) : w.answered(ready.api, answer.status);
  return { part: 'API', ok: answer?.ok === true, detail, mend: w.checkApi };
}
