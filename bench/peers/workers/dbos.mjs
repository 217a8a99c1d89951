/**
 * DBOS Transact as its documentation shows it: a workflow that sleeps durably until the deadline and then runs one
 * step.
 */

import { DBOS } from '@dbos-inc/dbos-sdk';
import { databaseUrl, newDeadlines, ready } from './job.mjs';
import { tell } from './told.mjs';

/**
 * @param {string} id
 * @param {number} due epoch ms
 */
async function keepDeadline(id, due) {
  await DBOS.sleep(Math.max(0, due - (await DBOS.now())));
  await DBOS.runStep(() => tell(id), { name: 'tell', retriesAllowed: true });
}
const deadline = DBOS.registerWorkflow(keepDeadline, { name: 'keepDeadline' });

DBOS.setConfig({ name: 'peers', systemDatabaseUrl: databaseUrl, logLevel: 'error', runAdminServer: false });
await DBOS.launch();
for (const { id, due } of newDeadlines()) await DBOS.startWorkflow(deadline, { workflowID: id })(id, due);
ready();
