import { booksIn } from '../../../packs/figure/booksIn.ts';
import { reportNamed } from '../../../packs/report/reportsIn.ts';
import { returnsIn } from '../../../packs/return/returnsIn.ts';
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { engineNames } from '../../../contracts/engineNames.ts';
import { deliverActivities } from '../../../activities/notify/deliver.ts';
import type { Channel, Message } from '../../../activities/channels/channel.ts';
import { recordActivities } from '../../../activities/record.ts';
import type { RecordActivities } from '../../../contracts/activities.ts';
import { createApp, type AppOptions } from '../../../api/app.ts';
import { connectNatively } from '../../../client/connectNatively.ts';
import { CaseGateway } from '../../../client/caseGateway.ts';
import { ChangeFeed } from '../../../api/process/changeFeed.ts';
import type { ApiDependencies } from '../../../api/process/dependencies.ts';
import { Metrics } from '../../../api/process/metrics.ts';
import { sendRulesInHeader } from '../../../client/sendRulesInHeader.ts';
import { PackRegistry } from '../../../client/packRegistry.ts';
import { Reconciler } from '../../../api/process/reconciler.ts';
import { httpServer } from '../../../api/http/httpServer.ts';
import { readinessOf } from '../../../api/process/readiness.ts';
import { RulesPool } from '../../../api/thread/rulesPool.ts';
import { ROUTES } from '../../../api/routes/index.ts';
import { projectRoot } from '../../../config/projectRoot.ts';
import type { CalendarLibrary } from '../../../packs/calendar/calendarLibrary.ts';
import { loadPacks } from '../../../packs/load/loadPacks.ts';
import type { AuthoredPack } from '../../../packs/schema/packSchema.ts';
import { parseOrganisation } from '../../../packs/load/parseOrganisation.ts';
import { parsePack } from '../../../packs/load/parsePack.ts';
import type { Organisation } from '../../../store/people/organisation.ts';
import { readCase, type CaseView } from '../../../store/readModel/caseView.ts';
import type { Database } from '../../../store/database/database.ts';
import { deriveKeys, type Keys } from '../../../store/vault/vault.ts';
import { withProofKey } from '../../../worker/withProofKey.ts';
import { bankDatabase } from '../servers/bankDatabase.ts';
import { planSource } from '../rules/planSource.ts';
import { quietRuntime } from '../servers/quietRuntime.ts';
import { testTemporal } from '../servers/servers.ts';
import { workflowBundle } from '../workflows/workflowBundle.ts';
import { LIBRARY } from '../rules/workCalendars.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Answers of any shape are looked into by the tests themselves.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface Told extends Message {
  readonly to: string;
}

/** The whole service in one process, on real servers: API, worker, database, Temporal. Mails go to `told`. */
export interface TestApi {
  readonly url: string;
  readonly db: Database;
  /** Those of the installation, for what a test puts into its database itself. */
  readonly keys: Keys;
  readonly client: Client;
  readonly told: readonly Told[];
  readonly logged: readonly string[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly send: (path: string, init: RequestInit) => Promise<Answer>;
  /** As after an action of the case that was not answered. */
  readonly unanswered: (no: string) => void;
  readonly gateway: CaseGateway;
  readonly packs: PackRegistry;
  readonly taskQueue: string;
  /** The case as the rows have it. */
  readonly readView: (no: string) => Promise<CaseView>;
  /** Another worker takes over, with nothing in its cache; `meanwhile` happens while there is none. */
  readonly restartWorker: (meanwhile?: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface TestApiOptions {
  /** The pack in force; default: the cutover plan without its window. */
  readonly source?: string;
  /** Default: the shipped ones. */
  readonly calendars?: CalendarLibrary;
  /** The wall clock that readiness goes by. */
  readonly now?: () => number;
  /** Every shipped pack, and the organisation of the demonstration. */
  readonly demonstration?: true;
  readonly worker?: boolean;
  /** Cases whose workflow somebody stops go on by themselves. */
  readonly watch?: true;
  /** URL of an empty database; default: one on the run's server. */
  readonly database?: string;
  readonly temporalAddress?: string;
  /** Default: that of the run, which is as it must be. */
  readonly namespace?: string;
  /** As `REDRESS_TEMPORAL_NAME`. */
  readonly name?: string;
  readonly progressPerMinute?: number;
  /** Stands between workflows and log. */
  readonly recording?: (real: RecordActivities) => RecordActivities;
  readonly duties?: ApiDependencies['duties'];
  readonly lanes?: AppOptions['lanes'];
  readonly intake?: AppOptions['intake'];
  readonly streams?: AppOptions['streams'];
  readonly trustProxy?: number;
  readonly allowedHosts?: AppOptions['allowedHosts'];
  /** Longest that a pack may be read and a case lived again, ms. */
  readonly rulesMs?: number;
}

/** Starts it. `worker: false` leaves cases unattended; `temporalAddress` points the API elsewhere, e.g. at nothing. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const { url, db } = await bankDatabase(
    options.demonstration === true ? demonstrationOrganisation() : undefined,
    options.database,
  );
  const { address, namespace: ofTheRun } = await testTemporal();
  const namespace = options.namespace ?? ofTheRun;
  // Before anything connects to Temporal.
  quietRuntime();
  const keys = deriveKeys(randomBytes(32));
  const taskQueue = `api-${randomBytes(4).toString('hex')}`;
  const calendars = options.calendars ?? LIBRARY;
  const packs = new PackRegistry(db, 'zh', calendars);
  const authored = packsOf(options);
  for (const pack of authored) await packs.put(pack);
  for (const book of booksIn(['packs'], authored, () => {})) await packs.putBook(book);
  const told: Told[] = [];
  const logged: string[] = [];
  const newWorker = (): Promise<() => Promise<void>> =>
    startWorker({ address, namespace, taskQueue, db, keys, told, recording: options.recording ?? ((real) => real) });
  let stopWorker = options.worker === false ? async () => {} : await newWorker();
  const gateway = new CaseGateway({
    address: options.temporalAddress ?? address,
    namespace,
    names: { ...engineNames(options.name), taskQueue },
    connect: connectNatively,
  });
  const note = (details: object, what: string): unknown => logged.push(`${what} ${JSON.stringify(details)}`);
  const reconciler = new Reconciler({ db, packs, gateway, log: { info: note, warn: note }, lookMs: 500 });
  if (options.watch === true) reconciler.watch();
  const changes = new ChangeFeed(db, url);
  const rules = new RulesPool({
    databaseUrl: url,
    locale: 'zh',
    calendars,
    folders: [join(projectRoot(), 'packs')],
    ...(options.rulesMs === undefined ? {} : { limitMs: options.rulesMs }),
  });
  const deps = {
    db,
    keys,
    packs,
    gateway,
    reconciler,
    changes,
    rules,
    duties: options.duties ?? [],
    report: (name: string) => reportNamed(name, ['packs'], packs.books()),
    returns: returnsIn(['packs'], authored, note.bind(undefined, {})),
    metrics: new Metrics(db),
    readiness: readinessOf({ db, gateway, packs, ...(options.now === undefined ? {} : { now: options.now }) }),
    localActor: 'local',
    locale: 'zh' as const,
    region: 'CN' as const,
    ...(options.now === undefined ? {} : { now: options.now }),
  };
  const limit = {
    ...(options.progressPerMinute === undefined ? {} : { progressPerMinute: options.progressPerMinute }),
    ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
    ...(options.intake === undefined ? {} : { intake: options.intake }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
    ...(options.streams === undefined ? {} : { streams: options.streams }),
    ...(options.allowedHosts === undefined ? {} : { allowedHosts: options.allowedHosts }),
  };
  const app = createApp({
    deps,
    routes: ROUTES,
    version: 'test',
    temporalUi: { address: 'http://ui.test', namespace, workflowType: engineNames(options.name).complaint },
    log: (line) => logged.push(JSON.stringify(line)),
    ...limit,
  });
  const server = httpServer(app, 'zh');
  const base = await listen(server);
  const connection = await Connection.connect({ address });
  const send = (path: string, init: RequestInit): Promise<Answer> => ask(base + path, init);
  return {
    url: base,
    db,
    keys,
    client: new Client({ connection, namespace, interceptors: { workflow: [sendRulesInHeader] } }),
    told,
    logged,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    send,
    unanswered: (no) => reconciler.unanswered(no, { action: 'a test', because: 'a test' }),
    gateway,
    packs,
    taskQueue,
    readView: async (no) => {
      const view = await readCase(db, keys, no);
      if (view === undefined) throw new Error(`no case ${no}`);
      return view;
    },
    restartWorker: async (meanwhile) => {
      await stopWorker();
      await meanwhile?.();
      stopWorker = await newWorker();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await changes.stop();
      await rules.stop();
      await reconciler.stop();
      await stopWorker();
      await gateway.close();
      await connection.close();
      await db.end();
    },
  };
}

function demonstrationOrganisation(): Organisation {
  return parseOrganisation(readFileSync(join(projectRoot(), 'packs', 'demo', 'organisation.yaml'), 'utf8'));
}

function packsOf(options: TestApiOptions): readonly AuthoredPack[] {
  if (options.demonstration === true) return loadPacks(join(projectRoot(), 'packs')).map(({ pack }) => pack);
  const parsed = parsePack(options.source ?? planSource(), options.calendars ?? LIBRARY);
  if (!parsed.ok)
    throw new Error(parsed.faults.map((fault) => `${fault.line}:${fault.column} ${fault.message.en}`).join('\n'));
  return [parsed.value];
}

async function startWorker(parts: {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly db: Database;
  readonly keys: ReturnType<typeof deriveKeys>;
  readonly told: Told[];
  readonly recording: (real: RecordActivities) => RecordActivities;
}): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address: parts.address });
  const inbox: Channel = {
    name: 'email',
    send: (message, to) => {
      parts.told.push({ ...message, to });
      return Promise.resolve();
    },
  };
  const worker = await Worker.create({
    connection,
    namespace: parts.namespace,
    taskQueue: parts.taskQueue,
    workflowBundle: { code: withProofKey(await workflowBundle(), parts.keys) },
    activities: {
      ...parts.recording(recordActivities(parts.db)),
      ...deliverActivities({ db: parts.db, keys: parts.keys, channels: [inbox] }),
    },
  });
  const running = worker.run();
  return async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
}
