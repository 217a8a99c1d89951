/** The API process: composes its parts, serves, stops in order. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { EnvironmentError, loadEnvironment, requireSettings } from '../config/environment.ts';
import { refuseUnnamedStrangers } from '../config/refuseUnnamedStrangers.ts';
import { projectRoot } from '../config/projectRoot.ts';
import { stopRequested } from '../config/stopRequested.ts';
import { wrongMasterKey } from '../config/wrongMasterKey.ts';
import { installedCalendars, packFolders } from '../packs/calendar/loadCalendars.ts';
import { packsIn } from '../packs/load/loadPacks.ts';
import { startMailSink } from '../runtime/mailSink.ts';
import { openDatabase } from '../store/database/database.ts';
import { holdMasterKey } from '../store/vault/masterKey.ts';
import { deriveKeys } from '../store/vault/vault.ts';
import { createApp } from './app.ts';
import { CaseGateway } from '../client/caseGateway.ts';
import { ChangeFeed } from './process/changeFeed.ts';
import { addInstallationMetrics } from './process/installationMetrics.ts';
import { httpServer } from './http/httpServer.ts';
import { Metrics } from './process/metrics.ts';
import { PackRegistry } from '../client/packRegistry.ts';
import { Readiness } from './process/readiness.ts';
import { Reconciler } from './process/reconciler.ts';
import { RulesPool } from './thread/rulesPool.ts';
import { ROUTES, SINK_ROUTES } from './routes/index.ts';

/** Longer than any answer may take: a request waits for its lane and then for its case. */
const FINISH_MS = 20_000;

async function main(): Promise<void> {
  const env = requireSettings(loadEnvironment(), ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'REDRESS_MASTER_KEY']);
  refuseUnnamedStrangers(env);
  const log = pino(
    { level: env.LOG_LEVEL, base: { part: 'api' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
  const db = openDatabase(env.DATABASE_URL, {
    max: 24,
    connectMs: 1_500,
    onError: (error) => log.warn({ error: error.message }, 'database connection lost'),
  });
  const keys = deriveKeys(env.REDRESS_MASTER_KEY);
  const other = await holdMasterKey(db, keys);
  if (other !== undefined) throw wrongMasterKey(other);
  const folders = packFolders(projectRoot(), env.REDRESS_PACKS);
  const calendars = installedCalendars(folders);
  const packs = new PackRegistry(db, env.REDRESS_LOCALE, calendars);
  for (const pack of packsIn(folders, calendars)) await packs.put(pack);
  const gateway = new CaseGateway({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE });
  const reconciler = new Reconciler({ db, packs, gateway, log });
  const changes = new ChangeFeed(db, env.DATABASE_URL);
  const rules = new RulesPool({
    databaseUrl: env.DATABASE_URL,
    locale: env.REDRESS_LOCALE,
    calendars,
    folders,
    onError: (error) => log.warn({ error: error.message }, 'a thread for rules ended'),
  });
  const sink =
    env.REDRESS_MAIL_SINK_PORT === undefined
      ? undefined
      : await startMailSink({ port: env.REDRESS_MAIL_SINK_PORT, db });
  const { version } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const deps = {
    db,
    keys,
    packs,
    gateway,
    reconciler,
    changes,
    rules,
    metrics: addInstallationMetrics(new Metrics(), db),
    readiness: new Readiness({ db, gateway, packs }),
    ...(env.REDRESS_DEFAULT_PACK === undefined ? {} : { defaultPack: env.REDRESS_DEFAULT_PACK }),
    localActor: env.REDRESS_LOCAL_ACTOR,
    locale: env.REDRESS_LOCALE,
    region: env.REDRESS_REGION,
  };
  const app = createApp({
    deps,
    routes: sink === undefined ? ROUTES : [...ROUTES, ...SINK_ROUTES],
    version,
    ...(env.REDRESS_TRUST_PROXY === undefined ? {} : { trustProxy: env.REDRESS_TRUST_PROXY }),
    allowedHosts: [...env.REDRESS_ALLOWED_HOSTS, env.REDRESS_HOST],
    log: (line) => log[line.error === undefined ? 'debug' : 'error'](line),
  });
  const server = httpServer(app, env.REDRESS_LOCALE);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.REDRESS_PORT, env.REDRESS_HOST, resolve);
  });
  reconciler.wake();
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : env.REDRESS_PORT;
  process.stdout.write(`${JSON.stringify({ ready: true, part: 'api', pid: process.pid, port })}\n`);
  await stopRequested();
  // Whoever keeps a connection open would be served on it to the last moment, and cut off then.
  server.prependListener('request', (_request, answer) => answer.setHeader('Connection', 'close'));
  await changes.stop();
  server.closeIdleConnections();
  await Promise.race([
    new Promise<void>((resolve) => server.close(() => resolve())),
    new Promise<void>((resolve) => setTimeout(resolve, FINISH_MS)),
  ]);
  server.closeAllConnections();
  await rules.stop();
  await reconciler.stop();
  await sink?.stop();
  await gateway.close();
  await db.end();
}

try {
  await main();
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `${error instanceof EnvironmentError ? error.message : `the API stopped: ${(error as Error).message}`}\n`,
  );
  process.exit(1);
}
