/** Moves pg-boss past its expiry of 15 minutes, so that a run need not wait for it. */

import pg from 'pg';

/**
 * Jobs that a killed process left active are made to look as old as their expiry.
 * @param {string} databaseUrl
 * @returns {Promise<Map<string, number>>} deadline → milliseconds skipped
 */
export async function expireActiveJobs(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `with stuck as (select id, name, data->>'id' as deadline, started_on, expire_seconds from pgboss.job
        where state = 'active' and started_on < now() - interval '5 seconds')
       update pgboss.job as job set started_on = now() - make_interval(secs => stuck.expire_seconds + 1)
       from stuck where job.id = stuck.id and job.name = stuck.name
       returning stuck.deadline, extract(epoch from stuck.started_on - job.started_on) * 1000 as skipped`,
    );
    return new Map(rows.map((row) => [row.deadline, Number(row.skipped)]));
  });
}

/**
 * @param {string} databaseUrl
 * @returns {Promise<number>} jobs that are not over yet
 */
export function openJobs(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "select count(*)::int as n from pgboss.job where name = 'deadlines' and state in ('created', 'retry', 'active')",
    );
    return rows[0].n;
  });
}

/**
 * @template T
 * @param {string} databaseUrl
 * @param {(client: pg.Client) => Promise<T>} work
 */
async function withClient(databaseUrl, work) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
