import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { engineNames } from '../contracts/engineNames.ts';
import { connectNatively, installNativeRuntime } from '../client/connectNatively.ts';
import { CaseGateway } from '../client/caseGateway.ts';
import { PackRegistry } from '../client/packRegistry.ts';
import { loadEnvironment, requireSettings } from '../config/environment.ts';
import { asError } from '../config/log.ts';
import { processLog } from '../config/processLog.ts';
import { projectRoot, projectVersion } from '../config/projectRoot.ts';
import { refuseUnnamedStrangers } from '../config/refuseUnnamedStrangers.ts';
import { stopRequested } from '../config/stopRequested.ts';
import { wrongMasterKey } from '../config/wrongMasterKey.ts';
import { defined } from '../domain/values/own.ts';
import { installedCalendars, packFolders } from '../packs/calendar/loadCalendars.ts';
import { loadDuties } from '../packs/duty/loadDuties.ts';
import { booksIn } from '../packs/figure/booksIn.ts';
import { packsIn } from '../packs/load/loadPacks.ts';
import { reportNamed } from '../packs/report/reportsIn.ts';
import { returnsIn } from '../packs/return/returnsIn.ts';
import { startMailSink } from '../runtime/mailSink.ts';
import { openDatabase } from '../store/database/database.ts';
import { holdMasterKey } from '../store/vault/masterKey.ts';
import { deriveKeys } from '../store/vault/vault.ts';
import { createApp } from './app.ts';
import { httpServer } from './http/httpServer.ts';
import { ChangeFeed } from './process/changeFeed.ts';
import { Metrics } from './process/metrics.ts';
import { readinessOf } from './process/readiness.ts';
import { Reconciler } from './process/reconciler.ts';
import { ROUTES, SINK_ROUTES } from './routes/index.ts';
import { RulesPool } from './thread/rulesPool.ts';

/** Longer than any answer: it waits for a lane, then for the case. */
const FINISH_MS = 20_000;

const log = processLog('api');

async function main(): Promise<void> {
  const env = requireSettings(loadEnvironment(), ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'REDRESS_MASTER_KEY']);
  refuseUnnamedStrangers(env);
  const locale = env.REDRESS_LOCALE;
  log.level = env.LOG_LEVEL;
  const warnOf =
    (what: string) =>
    (error: Error): void =>
      log.warn({ err: error }, what);
  const onError = warnOf('database connection lost');
  const db = openDatabase(env.DATABASE_URL, { max: 24, connectMs: 1_500, onError });
  const keys = deriveKeys(env.REDRESS_MASTER_KEY);
  const other = await holdMasterKey(db, keys);
  if (other !== undefined) throw wrongMasterKey(other);
  const folders = packFolders(projectRoot(), env.REDRESS_PACKS);
  const calendars = installedCalendars(folders);
  const packs = new PackRegistry(db, locale, calendars);
  const authored = packsIn(folders, calendars);
  for (const pack of authored) await packs.put(pack);
  for (const book of booksIn(folders, authored, (fault) => log.warn({ fault }, 'a book of figures is not in force')))
    await packs.putBook(book);
  const names = engineNames(env.REDRESS_TEMPORAL_NAME);
  installNativeRuntime();
  const gateway = new CaseGateway({
    ...env.temporal,
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    names,
    connect: connectNatively,
  });
  const reconciler = new Reconciler({ db, packs, gateway, log });
  const changes = new ChangeFeed(db, env.DATABASE_URL);
  const rules = new RulesPool({
    databaseUrl: env.DATABASE_URL,
    locale,
    calendars,
    folders,
    onError: warnOf('a thread for rules ended'),
  });
  const sinkPort = env.REDRESS_MAIL_SINK_PORT;
  const sink = sinkPort === undefined ? undefined : await startMailSink({ port: sinkPort, db });
  const app = createApp({
    deps: {
      db,
      keys,
      packs,
      gateway,
      reconciler,
      changes,
      rules,
      duties: loadDuties(folders, authored),
      report: (name) => reportNamed(name, folders, packs.books()),
      returns: returnsIn(folders, authored, (fault) => log.warn({ fault }, 'a return is not in force')),
      metrics: new Metrics(db),
      readiness: readinessOf({ db, gateway, packs }),
      localActor: env.REDRESS_LOCAL_ACTOR,
      locale,
      region: env.REDRESS_REGION,
      ...defined({ defaultPack: env.REDRESS_DEFAULT_PACK }),
    },
    routes: sink === undefined ? ROUTES : [...ROUTES, ...SINK_ROUTES],
    version: projectVersion(),
    temporalUi: {
      address: env.REDRESS_TEMPORAL_UI,
      namespace: env.TEMPORAL_NAMESPACE,
      workflowType: names.complaint,
    },
    ...defined({ trustProxy: env.REDRESS_TRUST_PROXY }),
    allowedHosts: [...env.REDRESS_ALLOWED_HOSTS, env.REDRESS_HOST],
    log: (line) => log[line.error === undefined ? 'debug' : 'error'](line, 'answered'),
  });
  const server = httpServer(app, locale).listen(env.REDRESS_PORT, env.REDRESS_HOST);
  await once(server, 'listening');
  reconciler.watch();
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ ready: true, part: 'api', pid: process.pid, port })}\n`);
  await stopRequested();
  // Kept connections would be served to the last moment and then cut.
  server.prependListener('request', (_request, answer) => answer.setHeader('Connection', 'close'));
  await changes.stop();
  server.close();
  server.closeIdleConnections();
  await Promise.race([once(server, 'close'), pause(FINISH_MS)]);
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
  log.fatal({ err: asError(error) }, 'the API stopped');
  process.exit(1);
}
