/**
 * The usual sweep: a table, a query, a timer. Runs at fixed moments of the wall clock like a crontab line, so that a
 * restart does not move it.
 */

import pg from 'pg';
import { databaseUrl, newDeadlines, ready } from './job.mjs';
import { tell } from './told.mjs';

const period = Number(process.env.SCAN_PERIOD_MS);
const phase = Number(process.env.SCAN_PHASE_MS);
const pool = new pg.Pool({ connectionString: databaseUrl });
pool.on('error', () => {});

await pool.query(
  'create table if not exists deadlines (id text primary key, due_at timestamptz not null, notified boolean not ' +
    'null default false)',
);
await pool.query('create index if not exists open_deadlines on deadlines (due_at) where not notified');
for (const { id, due } of newDeadlines())
  await pool.query('insert into deadlines (id, due_at) values ($1, $2)', [id, new Date(due)]);

async function sweep() {
  const found = await pool.query('select id from deadlines where due_at <= now() and not notified order by due_at');
  for (const { id } of found.rows) {
    await tell(id);
    await pool.query('update deadlines set notified = true where id = $1', [id]);
  }
}

function sleepUntilNext() {
  const wait = period - ((((Date.now() - phase) % period) + period) % period);
  setTimeout(() => {
    sweep()
      .catch((error) => process.stderr.write(`${String(error)}\n`))
      .finally(sleepUntilNext);
  }, wait);
}

sleepUntilNext();
ready();
