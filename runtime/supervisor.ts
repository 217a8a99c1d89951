/** The whole service on one machine. */

import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { keepLocale } from '../config/installationLocale.ts';
import { openLog } from '../config/log.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { casesPage } from '../contracts/caseLists.ts';
import { readDemonstration } from '../packs/load/demonstration.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { ChildPart } from './childPart.ts';
import { boundLogs } from './machine/boundLogs.ts';
import { eventually } from './machine/eventually.ts';
import { freePort } from './machine/freePort.ts';
import { BilingualError } from '../language/bilingual.ts';
import { lockInstallation } from './machine/installationLock.ts';
import { privateFolder } from './machine/privateFolder.ts';
import { removeReady, writeReady, type Ready } from './machine/readyFile.ts';
import { loadSecrets, type Secrets } from './machine/secrets.ts';
import type { Say } from './machine/say.ts';
import { ensurePostgres, ensureTemporal, portNote, type Server } from './servers.ts';
import { prepareNamespace } from './temporal/prepareNamespace.ts';

type Stop = () => Promise<void>;

export type Installation = Readonly<{
  ready: Ready;
  stop: Stop;
  /** Second Ctrl-C: no grace for worker and API; servers still end in order. */
  kill: () => void;
}>;

const WORKER_GRACE_MS = 25_000;
const API_GRACE_MS = 23_000;
/** A flood of requests delays other requests, not deadlines. */
const API_NICE = 5;
const READY_WITHIN_MS = 60_000;

/** Returns when everything answers; on failure stops what was started. */
export async function startInstallation(env: Environment, say: Say, demo: boolean): Promise<Installation> {
  mkdirSync(env.dataFolder, { recursive: true });
  // Passable, not listable: the database server may run as another user.
  chmodSync(env.dataFolder, 0o711);
  const stops: Stop[] = [];
  const unlock = lockInstallation(env.dataFolder);
  stops.push(async () => unlock());
  keepLocale(env.dataFolder, env.REDRESS_LOCALE);
  try {
    return await bringUp(env, alsoLogged(env.dataFolder, say, stops), demo, stops);
  } catch (error) {
    for (const stop of stops.toReversed()) await stop().catch(() => {});
    throw error;
  }
}

/** What is said to people is kept with the logs of the parts, and all logs are kept short. */
function alsoLogged(folder: string, say: Say, stops: Stop[]): Say {
  const logs = join(folder, 'logs');
  privateFolder(logs);
  const files = ['supervisor', 'worker', 'api'].map((part) => join(logs, `${part}.log`));
  const [own] = files;
  const end = boundLogs([...files, join(folder, 'postgres', 'postgres.log'), join(folder, 'temporal', 'temporal.log')]);
  stops.push(async () => end());
  const log = openLog('supervisor', own);
  return (en, zh) => {
    log.info(en);
    say(en, zh);
  };
}

async function bringUp(env: Environment, say: Say, demo: boolean, stops: Stop[]): Promise<Installation> {
  removeReady(env.dataFolder);
  const secrets = loadSecrets(env.dataFolder);
  say('starting PostgreSQL and Temporal ...', '正在启动 PostgreSQL 和 Temporal ...');
  const [postgres, temporal] = await bothServers(env, secrets, say, stops);
  await prepareNamespace({ ...env.temporal, address: temporal.address }, env.TEMPORAL_NAMESPACE);
  const masterKey = env.REDRESS_MASTER_KEY ?? Buffer.from(secrets.masterKey, 'base64');
  await prepareDatabase(env, postgres.address, masterKey, say, demo);
  const smtpPort = await freePort(env.REDRESS_MAIL_SINK_PORT ?? 0);
  const port = await freePort(env.REDRESS_PORT, env.REDRESS_HOST);
  const temporalUi =
    env.REDRESS_TEMPORAL_UI ?? (temporal.uiPort === undefined ? undefined : `http://127.0.0.1:${temporal.uiPort}`);
  const childEnv = {
    ...environmentOf(env, secrets, postgres.address, temporal.address, smtpPort, port),
    REDRESS_TEMPORAL_UI: temporalUi,
  };
  say('starting worker and API ...', '正在启动 worker 和 API ...');
  const part = (name: 'worker' | 'API', script: string, heapMb: number, nice = 0): ChildPart =>
    new ChildPart({
      name,
      nice,
      script: join(projectRoot(), 'dist', script),
      env: childEnv,
      heapMb,
      logFile: join(env.dataFolder, 'logs', `${name.toLowerCase()}.log`),
      say,
    });
  const worker = part('worker', 'worker/main.js', 384);
  const api = part('API', 'api/main.js', 256, API_NICE);
  stops.push(
    () => worker.stop(WORKER_GRACE_MS),
    () => api.stop(API_GRACE_MS),
  );
  await settle([worker.start(), api.start()]);
  const url = `http://${reachableAt(env.REDRESS_HOST)}:${port}`;
  await answersAt(`${url}/readyz`);
  const ready: Ready = {
    api: url,
    console: url,
    temporal: temporal.address,
    namespace: env.TEMPORAL_NAMESPACE,
    temporalUi: temporalUi === undefined ? null : casesPage(temporalUi, env.TEMPORAL_NAMESPACE),
    database: postgres.address,
    mail: `${url}/dev/mail`,
    smtp: `smtp://127.0.0.1:${smtpPort}`,
    pid: process.pid,
  };
  writeReady(env.dataFolder, ready);
  const { en, zh } = portNote(port, env.REDRESS_PORT);
  if (en !== '') say(`the API is on port ${port}${en}`, `API 在端口 ${port}${zh}`);
  const stop = async (): Promise<void> => {
    removeReady(env.dataFolder);
    for (const one of stops.toReversed()) await one();
  };
  const kill = (): void => {
    api.kill();
    worker.kill();
  };
  return { ready, stop, kill };
}

async function bothServers(
  env: Environment,
  secrets: Secrets,
  say: Say,
  stops: Stop[],
): Promise<readonly [Server, Server]> {
  const kept = (server: Server): Server => {
    stops.push(server.stop);
    return server;
  };
  return settle([ensurePostgres(env, secrets, say).then(kept), ensureTemporal(env, say).then(kept)]);
}

/** Waits for both even on failure, so that what came up can be stopped. */
async function settle<A, B>(work: readonly [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

const INHERITED = /^(PATH|HOME|APPDATA|XDG_CONFIG_HOME|LANG|SystemRoot|TE?MP|TMPDIR|NODE_EXTRA_CA_CERTS|LOG_LEVEL)$/;
const OURS = /^(REDRESS|TEMPORAL)_\w+$/;

function environmentOf(
  env: Environment,
  secrets: Secrets,
  database: string,
  temporal: string,
  smtpPort: number,
  port: number,
): Record<string, string | undefined> {
  const sink = `smtp://127.0.0.1:${smtpPort}`;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.test(name) || OURS.test(name))),
    // Deadlines never use the host's zone; UTC keeps logs comparable.
    TZ: 'UTC',
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: temporal,
    TEMPORAL_NAMESPACE: env.TEMPORAL_NAMESPACE,
    REDRESS_MASTER_KEY: env.REDRESS_MASTER_KEY?.toString('base64') ?? secrets.masterKey,
    REDRESS_WEBHOOK_SECRET: env.REDRESS_WEBHOOK_SECRET ?? secrets.webhookSecret,
    REDRESS_PORT: String(port),
    REDRESS_MAIL_SINK_PORT: String(smtpPort),
    REDRESS_SMTP_URL: env.REDRESS_SMTP_URL ?? sink,
    REDRESS_DRILL_SMTP_URL: env.REDRESS_DRILL_SMTP_URL ?? sink,
    REDRESS_DEFAULT_PACK: env.REDRESS_DEFAULT_PACK ?? readDemonstration(join(projectRoot(), 'packs')).pack,
  };
}

/** How this machine reaches what listens on `host`. */
function reachableAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

async function answersAt(url: string): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  if (!(await eventually(isReady, READY_WITHIN_MS, 100)))
    throw new BilingualError({
      zh: `${url} 没有应答;请查看数据目录下的日志`,
      en: `${url} does not answer; see the logs in the data folder`,
    });
}
