/**
 * pg-boss as its documentation shows it: a queue, `send` with `startAfter`, `work`. BATCH_SIZE is the one option that
 * may be set; 1 is its default.
 */

import { PgBoss } from 'pg-boss';
import { databaseUrl, newDeadlines, ready } from './job.mjs';
import { tell } from './told.mjs';

const QUEUE = 'deadlines';
const batchSize = Number(process.env.BATCH_SIZE ?? '1');

const boss = new PgBoss(databaseUrl);
boss.on('error', (error) => process.stderr.write(`${String(error)}\n`));
await boss.start();
await boss.createQueue(QUEUE);
for (const { id, due } of newDeadlines()) await boss.send(QUEUE, { id }, { startAfter: new Date(due) });
/** @param {readonly { readonly data: { readonly id: string } }[]} jobs */
const tellAll = async (jobs) => {
  await Promise.all(jobs.map((job) => tell(job.data.id)));
};
await (batchSize === 1 ? boss.work(QUEUE, tellAll) : boss.work(QUEUE, { batchSize }, tellAll));
ready();
