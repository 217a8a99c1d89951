import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { engineNames } from '../contracts/engineNames.ts';
import { dutyActivities } from '../activities/duties/dutyActivities.ts';
import { deliverActivities } from '../activities/notify/deliver.ts';
import { mailChannel } from '../activities/channels/mailChannel.ts';
import { webhookChannel } from '../activities/channels/webhookChannel.ts';
import type { Channel } from '../activities/channels/channel.ts';
import { preflightActivities } from '../activities/preflight/preflight.ts';
import { upkeepActivities } from '../activities/keepUp.ts';
import { recordActivities } from '../activities/record.ts';
import { loadEnvironment, requireSettings, type Environment } from '../config/environment.ts';
import { asError } from '../config/log.ts';
import { processLog } from '../config/processLog.ts';
import { projectRoot, projectVersion } from '../config/projectRoot.ts';
import { stopRequested } from '../config/stopRequested.ts';
import { wrongMasterKey } from '../config/wrongMasterKey.ts';
import type { PreflightActivities } from '../contracts/activities.ts';
import type { EnginePack } from '../domain/pack/pack.ts';
import { installedCalendars, packFolders } from '../packs/calendar/loadCalendars.ts';
import type { AuthoredPack } from '../packs/schema/packSchema.ts';
import { resolveEngine } from '../packs/load/resolveEngine.ts';
import { publishedYears } from '../store/rules/calendarYears.ts';
import { noteCleanStop } from '../store/repair/cleanStops.ts';
import { openDatabase, type Database } from '../store/database/database.ts';
import { databaseIsAway } from '../store/database/databaseAway.ts';
import { holdMasterKey } from '../store/vault/masterKey.ts';
import { blindIndex, deriveKeys, type Keys } from '../store/vault/vault.ts';
import { channelsIn } from './channelsIn.ts';
import { compareAfterCrash } from './afterCrash.ts';
import { BUNDLE_FILE } from './bundle.ts';
import { becomeFirst, buildIdOf, deploymentOptions } from './deployment.ts';
import { closePeriodIn, dutyIn, scheduledBooks } from './dutiesIn.ts';
import { ensureDutySchedules } from './dutySchedules.ts';
import { ensureHourlyUpkeep } from './hourlyUpkeep.ts';
import { ensureNightlyPreflight } from './nightlyPreflight.ts';
import { keepPresence } from './keepPresence.ts';
import { sdkLogger } from './sdkLogger.ts';
import { withProofKey } from './withProofKey.ts';
import { WORKER_SETTINGS } from './workerSettings.ts';

const DAY_MS = 86_400_000;

/** Names and units as Prometheus has them. */
const IN_SECONDS = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };

const lines = processLog('worker');

async function main(): Promise<void> {
  const needed = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'REDRESS_MASTER_KEY', 'REDRESS_SMTP_URL'] as const;
  const env = requireSettings(loadEnvironment(), needed);
  lines.level = env.LOG_LEVEL;
  // Signals are handled below.
  const metrics = env.REDRESS_WORKER_METRICS;
  Runtime.install({
    shutdownSignals: [],
    logger: sdkLogger(lines),
    telemetryOptions: {
      logging: { filter: 'WARN', forward: {} },
      ...(metrics !== undefined && { metrics: { prometheus: { bindAddress: metrics, ...IN_SECONDS } } }),
    },
  });
  const keys = deriveKeys(env.REDRESS_MASTER_KEY);
  const db = openDatabase(env.DATABASE_URL, { max: 16, onError: (error) => log('database connection lost', error) });
  await requireRightKey(db, keys);
  const connection = await NativeConnection.connect({ ...env.temporal, address: env.TEMPORAL_ADDRESS });
  const giveUp = new AbortController();
  // Every open mail listens.
  setMaxListeners(0, giveUp.signal);
  const described = channelsIn(env.REDRESS_CHANNELS);
  const channels = [
    mailChannel({
      smtpUrl: env.REDRESS_SMTP_URL,
      drillSmtpUrl: env.REDRESS_DRILL_SMTP_URL ?? env.REDRESS_SMTP_URL,
      from: env.REDRESS_MAIL_FROM,
      givenUp: giveUp.signal,
    }),
    webhookChannel(env.REDRESS_WEBHOOK_SECRET ?? Buffer.from(blindIndex(keys, 'secret', 'webhook')).toString('base64')),
    ...described.channels,
  ];
  const bundle = readFileSync(BUNDLE_FILE, 'utf8');
  const build = env.REDRESS_BUILD_ID ?? buildIdOf(projectVersion(), bundle);
  const deployment = env.REDRESS_WORKER_DEPLOYMENT;
  const worker = await Worker.create({
    ...(deployment !== undefined && { workerDeploymentOptions: deploymentOptions(deployment, build) }),
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    taskQueue: engineNames(env.REDRESS_TEMPORAL_NAME).taskQueue,
    workflowBundle: { code: withProofKey(bundle, keys) },
    activities: {
      ...recordActivities(db),
      ...deliverActivities({ db, keys, channels, locale: env.REDRESS_LOCALE, caseLink: described.link, say }),
      ...nightlyLook(db, channels, env),
      ...upkeepActivities(db, env.REDRESS_KEYS_KEPT_DAYS * DAY_MS),
      ...dutyActivities({
        db,
        channels,
        locale: env.REDRESS_LOCALE,
        dutyOf: dutyIn(db, env),
        closePeriod: closePeriodIn(db, env),
      }),
    },
    maxCachedWorkflows: env.REDRESS_WORKER_CACHE,
    ...WORKER_SETTINGS,
  });
  stopRequested().then(
    () => {
      worker.shutdown();
      // The SDK would wait for mails however long they take: they fail now, for another worker. Webhooks are quicker.
      setTimeout(() => giveUp.abort(), WORKER_SETTINGS.shutdownGraceTime).unref();
    },
    () => {},
  );
  process.stdout.write(`${JSON.stringify({ ready: true, part: 'worker', pid: process.pid, build })}\n`);
  const absent = keepPresence(db, (error) => log('that this worker is there could not be noted', error));
  let allCompared = false;
  void besideTheWork(db, env, build).then((whole) => {
    allCompared = whole;
  });
  await worker.run();
  absent();
  // Not awaited: the last worker must answer for the remaining cases. Stopped before its end, the next start compares
  // them.
  if (allCompared) await noteCleanStop(db);
  await connection.close();
  await db.end();
}

/** Read each night: years may be new, and a faulty file must stop no deadline. */
function nightlyLook(db: Database, channels: readonly Channel[], env: Environment): PreflightActivities {
  const { REDRESS_LOCALE: locale, REDRESS_PACKS: packs, REDRESS_TIMEZONE: zone } = env;
  return {
    preflight: async (night) => {
      const calendars = installedCalendars(packFolders(projectRoot(), packs), await publishedYears(db));
      const engineOf = (body: unknown): EnginePack => resolveEngine(body as AuthoredPack, locale, calendars);
      return preflightActivities({ db, channels, zone, engineOf }).preflight(night);
    },
  };
}

/** True when every touched case was compared. */
async function besideTheWork(
  db: Database,
  env: Environment & { readonly TEMPORAL_ADDRESS: string },
  build: string,
): Promise<boolean> {
  try {
    const connection = await Connection.connect({ ...env.temporal, address: env.TEMPORAL_ADDRESS });
    const client = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
    const { REDRESS_WORKER_DEPLOYMENT: deployment } = env;
    if (deployment !== undefined)
      await becomeFirst(client, deployment, build).then(
        (current) => say('build of this worker, and the current one', { build, current }),
        (error: unknown) => log('no build is current: temporal worker deployment set-current-version', error),
      );
    await ensureNightlyPreflight(client, {
      at: env.REDRESS_PREFLIGHT_AT,
      zone: env.REDRESS_TIMEZONE,
      names: engineNames(env.REDRESS_TEMPORAL_NAME),
    }).catch((error: unknown) => log('the nightly look ahead could not be scheduled', error));
    await ensureHourlyUpkeep(client, engineNames(env.REDRESS_TEMPORAL_NAME)).catch((error: unknown) =>
      log('the hourly upkeep could not be scheduled', error),
    );
    await ensureDutySchedules(client, await scheduledBooks(db, env), engineNames(env.REDRESS_TEMPORAL_NAME)).catch(
      (error: unknown) => log('the duties could not be scheduled', error),
    );
    const whole = await afterCrash(db, client, engineNames(env.REDRESS_TEMPORAL_NAME).complaint).catch(
      (error: unknown) => {
        log('cases could not be compared with their workflows', error);
        return false;
      },
    );
    await connection.close();
    return whole;
  } catch (error) {
    log('the Temporal server does not answer', error);
    return false;
  }
}

/** Throws when another key seals the database. Waits for a database that may be starting. */
async function requireRightKey(db: Database, keys: Keys): Promise<void> {
  for (;;) {
    try {
      const other = await holdMasterKey(db, keys);
      if (other !== undefined) throw wrongMasterKey(other);
      return;
    } catch (error) {
      if (!databaseIsAway(error)) throw error;
      await pause(500);
    }
  }
}

async function afterCrash(db: Database, client: Client, workflowType: string): Promise<boolean> {
  const { behind, whole, ...tally } = await compareAfterCrash(db, client, workflowType);
  if (tally.phantoms > 0) say('put aside rows of tasks that never completed', tally);
  if (behind > 0)
    log(
      'Temporal knows less of some cases than the database; was a back-up of another moment restored? Nothing was ' +
        'put aside',
      new Error(`${behind} cases; run: redress reconcile`),
    );
  return whole;
}

function log(what: string, error: unknown): void {
  lines.warn({ err: asError(error) }, what);
}

function say(what: string, details: Readonly<Record<string, unknown>>): void {
  lines.info(details, what);
}

try {
  await main();
  // The supervisor's pipe would keep the process open.
  process.exit(0);
} catch (error) {
  lines.fatal({ err: asError(error) }, 'the worker stopped');
  process.exit(1);
}
