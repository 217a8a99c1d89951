/** The minimal worker's process: the same worker settings as the product's, the same database server, the same sink. */

import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { openDatabase } from '../../store/database/database.ts';
import { loadEnvironment } from '../../config/environment.ts';
import { stopRequested } from '../../config/stopRequested.ts';
import { WORKER_SETTINGS } from '../../worker/workerSettings.ts';
import { postJson } from '../engines/postJson.ts';
import { MINIMAL_QUEUE, type MinimalActivities } from './contract.ts';

const [address = '', namespace = '', database = '', sink = ''] = process.argv.slice(2);
Runtime.install({ shutdownSignals: [], telemetryOptions: { logging: { filter: 'WARN', forward: {} } } });
const db = openDatabase(database, { max: 16 });
const activities: MinimalActivities = {
  insert: async ({ id, step }) => {
    await db.query('insert into steps (id, step) values ($1, $2) on conflict do nothing', [id, step]);
  },
  tell: async ({ id }) => {
    await postJson(`${sink}/arrivals`, { id }, { 'webhook-id': id });
  },
};
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error: console.error, log() {} };
const beside = (module: string): string => fileURLToPath(new URL(module, import.meta.url));
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: beside('./workflow.js'),
  // As the product's: no stack traces inside workflows.
  preloadModules: [beside('../../workflows/bundle/withoutStackTraces.js')],
  logger: quiet,
});
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue: MINIMAL_QUEUE,
  workflowBundle,
  activities,
  maxCachedWorkflows: loadEnvironment().REDRESS_WORKER_CACHE,
  ...WORKER_SETTINGS,
});
stopRequested().then(
  () => worker.shutdown(),
  () => {},
);
process.stdout.write('ready\n');
await worker.run();
await connection.close();
await db.end();
process.exit(0);
